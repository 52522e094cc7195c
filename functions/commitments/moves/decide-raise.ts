import { type Forum, forumDay } from '../../forums/forums.ts';
import { officeProblems } from '../../offices/office-checks.ts';
import { type Actor, type Author, authorOf } from '../../people/actors.ts';
import { type InputProblem, InputRefusedError, NotPermittedError } from '../../platform/values/errors.ts';
import { type Decision, type DecisionContext, finalize } from './decisions.ts';
import { todayIn } from './move-rule.ts';
import type { RaiseInput } from './moves.ts';

/**
 * Decides a raise by the forum's secretariat or an administrator.
 * @throws NotPermittedError the actor is neither
 * @throws InputRefusedError a co-owner is unknown, named twice, or does not serve the region; or several of the actor's
 *   offices are secretariat
 */
export function decideRaise(
  forum: Forum,
  commitmentId: string,
  input: RaiseInput,
  actor: Actor,
  context: DecisionContext,
): Decision {
  const by = authorOf(actor, (author) => checkMayRaise(forum, author));
  const coOwners = input.coOwners ?? [];
  const problems: InputProblem[] = coOwners.flatMap((id, index) =>
    officeProblems(`coOwners.${index}`, id, forum.region, context.offices),
  );
  if (new Set(coOwners).size !== coOwners.length) {
    problems.push({ path: 'coOwners', message: 'menyebut kantor yang sama dua kali' });
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
  const today = todayIn(forum.region, context);
  const draft = {
    stage: 'raised' as const,
    commitmentId,
    forumId: forum.forumId,
    region: forum.region,
    statement: input.statement,
    category: input.category,
    basis: input.basis,
    source: input.source,
    secretariat: forum.secretariatOffices,
    forumDay: forumDay(forum),
    coOwners,
    raisedOn: today,
    stageSince: today,
  };
  return finalize('raise', undefined, draft, by, context);
}

function checkMayRaise(forum: Forum, by: Author): void {
  const isSecretariat = by.role === 'official' && forum.secretariatOffices.includes(by.office);
  if (isSecretariat || by.role === 'admin') return;
  throw new NotPermittedError('Komitmen dicatat oleh sekretariat forum.');
}
