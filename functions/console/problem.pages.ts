import type { OfficeStore } from '../offices/offices.store.ts';
import type { SignedIn } from '../people/load-actor.service.ts';
import type { HttpEvent, ProblemAnswer } from '../platform/http/http-handler.ts';
import { PROBLEMS, type Problem } from '../platform/http/problems.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import type { Visitor } from '../platform/pages/public-pages.tsx';

interface ProblemPageDeps {
  readonly loadActor: (event: HttpEvent) => Promise<SignedIn | undefined>;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly answers: Pick<PageAnswers, 'problem'>;
}

/** Answers a problem with a page that names the visitor, where the session is known. */
export function problemPageWith({ loadActor, offices, answers }: ProblemPageDeps): ProblemAnswer {
  async function visitorOf(event: HttpEvent): Promise<Visitor | undefined> {
    try {
      const actor = await loadActor(event);
      if (actor === undefined) return undefined;
      const [first] = actor.offices;
      return { name: actor.person.name, office: (await offices.get(first))?.name ?? first };
    } catch {
      // The problem itself has been logged; the page names nobody.
      return undefined;
    }
  }
  return async (problem, requestId, event) =>
    answers.problem(problem, requestId, isOfVisitor(problem) ? await visitorOf(event) : undefined);
}

/** Not where nobody is signed in, nor where something does not answer: it would not answer once more. */
function isOfVisitor({ status }: Problem): boolean {
  return status !== PROBLEMS.unauthorized.status && status < PROBLEMS['internal-error'].status;
}
