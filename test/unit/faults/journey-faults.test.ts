import { expect, it } from 'vitest';
import { journeyTo } from '../../engine/journey.ts';
import { TableHarness } from '../../harness/table-harness.ts';

it('a commitment on the regular path takes six transitions, one per stage and one to route', async () => {
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
