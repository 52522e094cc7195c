import type { Reporter, TestModule } from 'vitest/node';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts tests, and as failures also files that could not be loaded, hooks, and errors outside of tests. Skipped tests count
 * as neither.
 */
export function countOf(modules: readonly TestModule[], unhandled: readonly unknown[]): Count {
  let passed = 0;
  let failed = unhandled.length;
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      if (state === 'failed') failed += 1;
    }
  }
  return { passed, failed };
}

/** The last line of a run with this exit code. A failed run never says `0 failed`. */
export function lineFor(count: Count | undefined, exitCode: number): string {
  const { passed, failed } = count ?? { passed: 0, failed: 0 };
  const unfinished = exitCode !== 0 || count === undefined;
  return `${passed} passed, ${unfinished ? Math.max(failed, 1) : failed} failed`;
}

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from the default export of its file
export default class ClosingLine implements Reporter {
  #count: Count | undefined;

  onInit(): void {
    // After the output of reporters and teardowns. Also after a failed global setup, for which vitest does not call
    // onTestRunEnd.
    process.once('exit', (code) => process.stdout.write(`${lineFor(this.#count, code)}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.#count = countOf(modules, unhandled);
  }
}
