import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../../functions/domain/provinces.ts';
import { REGIONS } from '../../functions/domain/regions.ts';
import { RUN_WORKFLOWS, runInput } from '../../functions/domain/runs.ts';

describe('a run', () => {
  it.each(RUN_WORKFLOWS)('of %s says that it is dry, or that it is not', (workflow) => {
    expect(runInput.safeParse({ workflow, input: {}, dryRun: false }).success).toBe(true);
    expect(runInput.safeParse({ workflow, input: {} }).success).toBe(false);
    expect(runInput.safeParse({ workflow, dryRun: true }).success).toBe(false);
    expect(runInput.safeParse({ workflow, input: { force: true }, dryRun: true }).success).toBe(false);
    expect(runInput.safeParse({ workflow, input: {}, dryRun: true, force: true }).success).toBe(false);
  });
});

it('the provinces that lists go through are those of the regions', () => {
  expect(PROVINCES).toEqual(REGIONS.filter(({ level }) => level === 'province').map(({ code }) => code));
});
