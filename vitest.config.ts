import { defineConfig } from 'vitest/config';
import { textFiles } from './infra/constructs/text-files.ts';

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line.ts'],
    projects: [
      {
        plugins: [textFiles],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/bench/**'],
          setupFiles: ['test/harness/quiet-logs.ts'],
          // Style sheets are text like any other; by default they are empty in tests.
          css: true,
          // The CDK takes seconds to import: once per worker instead of once per file (12 s instead of 40 s).
          isolate: false,
        },
      },
      {
        plugins: [textFiles],
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/platform.ts'],
          setupFiles: ['test/harness/quiet-logs.ts'],
          css: true,
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
