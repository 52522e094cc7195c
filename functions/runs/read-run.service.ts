import type { LetterLists } from '../notifications/letter-lists.store.ts';
import { lettersShown } from '../reminders/sweep-results.ts';
import type { RunStore } from './runs.store.ts';
import type { Run } from './runs.ts';

export interface ReadRunDeps {
  readonly runs: Pick<RunStore, 'get'>;
  readonly letters: Pick<LetterLists, 'ofRun'>;
}

/**
 * Reads a run. A finished reminder run has the letters that it sent or, in a dry run, would have sent.
 * @throws NotFoundError there is none
 */
export type ReadRun = (runId: string) => Promise<Run>;

export function readRunWith({ runs, letters }: ReadRunDeps): ReadRun {
  return async (runId) => {
    const run = await runs.get(runId);
    if (run.workflow !== 'reminders' || run.status === 'running') return run;
    const sent = await letters.ofRun(runId);
    return { ...run, result: { ...run.result, letters: lettersShown(sent, run.dryRun) } };
  };
}
