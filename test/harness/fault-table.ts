import { it } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** The row of the fault table that a test proves. */
    fault?: { readonly what: string; readonly must: string; readonly happened: string };
  }
}

/**
 * A test that is a row of the fault table: it causes a fault, checks the expected result, and returns the actual one in a
 * few words. `npm run bench -- faults` prints the rows.
 */
export function fault(what: string, must: string, happen: () => Promise<string>): void {
  it(`${what}: ${must}`, async ({ task }) => {
    task.meta.fault = { what, must, happened: await happen() };
  });
}
