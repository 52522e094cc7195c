import { defineConfig } from 'vitest/config';
import { textFiles } from './infra/constructs/text-files.ts';
import { LongestFirst } from './test/harness/longest-first.ts';

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
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
          maxWorkers: '100%',
          // For machines that are busy: `npm run check` does other things at the same time.
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          // A worker has a platform of its own. An engine that was there before is one platform.
          maxWorkers: process.env.AWS_ENDPOINT_URL ? 1 : 2,
          // After the unit tests.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
