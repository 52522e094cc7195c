import { describe, expect, it } from 'vitest';
import { PROVINCES } from '../../../functions/regions/provinces.ts';
import { REGIONS } from '../../../functions/regions/regions.ts';
import { RUN_WORKFLOWS, type RunInput, type RunWorkflow, runInput } from '../../../functions/runs/runs.ts';

/** The input of each workflow. */
const INPUTS: { readonly [W in RunWorkflow]: Extract<RunInput, { workflow: W }>['input'] } = {
  reconciliation: {},
  renewal: {},
  recount: {},
  recalculation: { year: 2026 },
  reminders: { zone: 'Asia/Makassar' },
  import: { what: 'forums', uploadId: '0123456789abcdef0123' },
  reports: { zone: 'Asia/Jayapura' },
};

describe('the input of a run', () => {
  it.each(RUN_WORKFLOWS)('of %s requires dryRun', (workflow) => {
    const input = INPUTS[workflow];
    expect(runInput.safeParse({ workflow, input, dryRun: false }).success).toBe(true);
    expect(runInput.safeParse({ workflow, input }).success).toBe(false);
    expect(runInput.safeParse({ workflow, dryRun: true }).success).toBe(false);
    expect(runInput.safeParse({ workflow, input: { ...input, force: true }, dryRun: true }).success).toBe(false);
    expect(runInput.safeParse({ workflow, input, dryRun: true, force: true }).success).toBe(false);
  });

  it.each([{}, { year: '2026' }, { year: 1899 }, { year: 2200 }, { year: 2026.5 }])(
    'of recalculation requires a year: refuses %j',
    (input) => {
      expect(runInput.safeParse({ workflow: 'recalculation', input, dryRun: true }).success).toBe(false);
    },
  );
});

it('the province codes are those of the regions', () => {
  expect(PROVINCES).toEqual(REGIONS.filter(({ level }) => level === 'province').map(({ code }) => code));
});
