import { inject } from 'vitest';

/** The two platforms share no state: a file has the one of its worker, which runs one file at a time. */
function underTest() {
  const found = inject('platforms')[Number(process.env.VITEST_POOL_ID) - 1];
  if (found === undefined) throw new Error(`no platform for worker ${process.env.VITEST_POOL_ID}`);
  return found;
}

/** The platform under test, as `.tuntas/outputs.json` describes one. */
export const platform = () => underTest().outputs;

/** Its stacks' outputs, and its engine's address for the AWS SDK. */
export const stacks = () => underTest().stacks;
