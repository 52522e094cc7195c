import * as z from 'zod';
import type { ApiClient } from './api-client.ts';
import type { ExampleCommitment, ExampleForum } from './example-files.ts';
import type { Step, Term } from './example-scenarios.ts';

/** Returns the API client of an official of an office. */
export type AsOffice = (officeId: string) => Promise<ApiClient>;

const commitment = z.object({ commitmentId: z.string(), version: z.number() });
const history = z.object({ items: z.array(z.object({ move: z.string() })) });

/**
 * Raises an example commitment and makes the moves of its scenario. Moves that are already made are not repeated, and a
 * commitment that has made other moves is left alone.
 */
export async function runScenario(
  example: ExampleCommitment,
  forum: ExampleForum & { readonly openedAs: string },
  scenario: readonly Step[],
  as: AsOffice,
): Promise<void> {
  const key = `example-${example.forumId}-${example.slug}`;
  // No office may verify its own commitment, so the other secretariat office acts where one of the two is the owner.
  const secretariat = forum.secretariatOffices.find((office) => office !== example.ownerOffice) ?? example.ownerOffice;
  const { statement, category, basis, coOwners } = example;
  const path = `/forums/${forum.openedAs}/commitments`;
  const raised = await (await as(secretariat)).post(path, { statement, category, basis, coOwners }, `${key}-raise`);
  const { commitmentId } = commitment.parse(raised);

  const reader = await as(secretariat);
  let { version } = commitment.parse(await reader.get(`/commitments/${commitmentId}`));
  const { items } = history.parse(await reader.get(`/commitments/${commitmentId}/events`));
  const done = items.map(({ move }) => move).slice(1);
  if (done.some((move, index) => move !== scenario[index]?.move)) return;

  for (const [index, step] of scenario.entries()) {
    if (index < done.length) continue;
    const mover = await as(
      { secretariat, owner: example.ownerOffice, verifier: example.verifierOffice }[MOVER[step.move]],
    );
    const body = { move: step.move, version, ...detailsOf(step, example) };
    const moved = await mover.post(`/commitments/${commitmentId}/moves`, body, `${key}-${index}-${step.move}`);
    version = commitment.parse(moved).version;
  }
}

const MOVER = {
  assign: 'secretariat',
  start: 'owner',
  submit: 'owner',
  sendBack: 'verifier',
  verify: 'verifier',
  close: 'secretariat',
  withdraw: 'secretariat',
  requestExtension: 'owner',
  extend: 'secretariat',
} as const satisfies Record<Step['move'], string>;

/** The fields of a move beside its name and the version. */
function detailsOf(step: Step, example: ExampleCommitment): Record<string, unknown> {
  switch (step.move) {
    case 'assign': {
      const { ownerOffice, verifierOffice, coOwners, criterion } = example;
      return { ownerOffice, verifierOffice, coOwners, criterion, due: dueOf(step.due) };
    }
    case 'start':
      return {};
    case 'submit':
      return { evidence: [{ letter: { number: step.letter, date: daysAgo(step.daysAgo) } }] };
    case 'sendBack':
      return { reason: step.reason };
    case 'withdraw':
      return { resolution: 'withdrawn', reason: step.reason };
    case 'verify': {
      const { finding, reading } = step;
      return reading === undefined ? { finding } : { finding, reading: { value: reading, asOf: daysAgo(5) } };
    }
    case 'close':
      return { resolution: step.resolution };
    case 'requestExtension':
    case 'extend':
      return { due: dueOf(step.due), reason: step.reason };
  }
}

const dueOf = (term: Term) => ({ workingDays: term.workingDays, from: daysAgo(term.daysAgo) });

/** The regions are ahead of UTC, so a day of UTC has always begun there. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
