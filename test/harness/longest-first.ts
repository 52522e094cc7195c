import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take long: vitest, which has never run them in a fresh checkout, goes by their size. */
const LONG = [
  'random-scenarios',
  'deploy-page',
  'walk-through',
  'engine-restart',
  'engine-faults',
  'process-kill',
  'properties',
].map((name) => `/e2e/${name}.test.ts`);
const isLong = ({ moduleId }: TestSpecification) => LONG.some((path) => moduleId.endsWith(path));

/** Starts slow files first, so that both workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
