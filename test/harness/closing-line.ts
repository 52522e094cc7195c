import type { Reporter, TestModule } from 'vitest/node';

/** What a run came to. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts tests, and everything else that went wrong as a failure each: a file that could not be loaded, a hook, an error
 * outside of any test. Skipped tests count as neither.
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

/** The line for a run that ended with this exit code. A run that failed never says `0 failed`. */
export function lineFor(count: Count | undefined, exitCode: number): string {
  const { passed, failed } = count ?? { passed: 0, failed: 0 };
  const unfinished = exitCode !== 0 || count === undefined;
  return `${passed} passed, ${unfinished ? Math.max(failed, 1) : failed} failed`;
}

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from the default export of its file
export default class ClosingLine implements Reporter {
  #count: Count | undefined;

  onInit(): void {
    // At the very end, when neither a reporter nor a teardown has anything left to print. And also where the run broke
    // off before it began, for instance in a global setup: then nobody calls onTestRunEnd.
    process.once('exit', (code) => process.stdout.write(`${lineFor(this.#count, code)}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.#count = countOf(modules, unhandled);
  }
}
