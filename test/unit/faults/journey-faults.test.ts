import { expect, it } from 'vitest';
import { journeyTo } from '../../engine/journey.ts';
import { TableHarness } from '../../harness/table-harness.ts';

it('a commitment without detours costs six transitions, and goes on by itself after none of them', async () => {
  const harness = new TableHarness();
  const journey = await journeyTo(harness, 'closed');
  const [execution] = harness.runner.executions;
  expect(execution).toMatchObject({
    status: 'SUCCEEDED',
    entered: ['Route', 'Raised', 'Assigned', 'In progress', 'Verified', 'Closed'],
  });
  expect(harness.runner.executions).toHaveLength(1);
  expect(journey.version).toBe(6);
});
