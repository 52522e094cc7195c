import { inject } from 'vitest';

/** The platform of this worker, which runs one file at a time. The two platforms share no state. */
function underTest() {
  const found = inject('platforms')[Number(process.env.VITEST_POOL_ID) - 1];
  if (found === undefined) throw new Error(`no platform for worker ${process.env.VITEST_POOL_ID}`);
  return found;
}

/** The platform under test, as `.tuntas/outputs.json` describes one. */
export const platform = () => underTest().outputs;

/** The outputs of the stacks, and the engine's address for the AWS SDK. */
export const stacks = () => underTest().stacks;
