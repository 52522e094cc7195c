import type { PeopleStore } from '../../functions/people/people.store.ts';
import type { Person } from '../../functions/people/people.ts';
import { ConcurrentChangeError, fullJitter, retry } from '../../functions/platform/retry.ts';

/** Writes an account whatever it was before, for examples and tests: without a user of the pool, checks or a letter. */
export async function writeAccount(
  people: Pick<PeopleStore, 'get' | 'save'>,
  account: Omit<Person, 'version'>,
): Promise<void> {
  await retry({ attempts: 20, backoff: fullJitter }, async () => {
    const before = await people.get(account.userId);
    const after = { ...account, version: (before?.version ?? 0) + 1 };
    if (!(await people.save({ before, after }))) throw new ConcurrentChangeError(`${account.userId} changed meanwhile`);
  });
}
