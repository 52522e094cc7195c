import { it } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** The row of the fault table that a test proves. */
    fault?: { readonly what: string; readonly must: string; readonly happened: string };
  }
}

/**
 * A row of the fault table: a test that brings the fault about, expects what must happen, and says in a few words what
 * did. `npm run bench -- faults` prints the rows.
 */
export function fault(what: string, must: string, happen: () => Promise<string>): void {
  it(`${what}: ${must}`, async ({ task }) => {
    task.meta.fault = { what, must, happened: await happen() };
  });
}
