import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { keys } from '../../../functions/platform/keys.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, journeyTo } from '../../engine/journey.ts';
import { type Fault, Faults, failBeforeSending, on, throttled } from '../../harness/faults.ts';
import type { Attributes } from '../../harness/memory/conditions.ts';
import { TableHarness } from '../../harness/table-harness.ts';

const sent = z.object({ taskToken: z.string(), output: z.string() });

/** A raised commitment, and a valid move to the next stage that was not sent. */
async function unsentMove() {
  const harness = new TableHarness();
  const { id } = await journeyTo(harness, 'raised');
  const faults = new Faults();
  faults.plan = on('SendTaskSuccess', failBeforeSending(throttled()));
  const moving = harness.client(faults).move(id, { ...ASSIGN, version: 1 }, PALOPO.branch, 'unsent');
  expect((await harness.clock.until(moving)).status).toBe(503);
  const { taskToken, output } = sent.parse(faults.calls.find(({ action }) => action === 'SendTaskSuccess')?.input);
  const attributes = ({ pk, sk }: { pk: string; sk: string }) => ({ pk: { S: pk }, sk: { S: sk } });
  const change = (fields: Attributes) => {
    const key = attributes(keys.commitment(id));
    harness.table.tamper({ ...harness.table.get(key), ...fields });
  };
  const send = async () => {
    expect(harness.runner.tokens.succeed(taskToken, output)).toBeUndefined();
    await harness.clock.advance(1000);
    return harness.item(id)?.stage;
  };
  return { harness, id, change, send, event: attributes(keys.event(id, 2)) };
}

describe('a stage of the workflow', () => {
  it('writes the move if every condition holds', async () => {
    const { send } = await unsentMove();
    expect(await send()).toBe('assigned');
  });

  it('writes nothing if the version differs from the expected one', async () => {
    const { send, change } = await unsentMove();
    change({ version: { N: '2' } });
    expect(await send()).toBe('raised');
  });

  it('writes nothing if an event of the next version exists', async () => {
    const { send, harness, event } = await unsentMove();
    harness.table.tamper({ ...event, moveId: { S: 'of another caller' } });
    expect(await send()).toBe('raised');
    expect(harness.table.get(event)).toMatchObject({ moveId: { S: 'of another caller' } });
  });

  it('writes nothing if a newer execution has written the commitment', async () => {
    const { send, change, harness } = await unsentMove();
    change({ generation: { N: '2' }, task: { S: 'of the newer one' } });
    expect(await send()).toBe('raised');
    expect(harness.runner.executions).toMatchObject([{ status: 'SUCCEEDED' }]);
  });
});

describe('an in-place write', () => {
  it.each([
    ['succeeds', {}, 200],
    ['succeeds with the new token if only the token has changed', { task: { S: 'a new one' } }, 200],
    ['is refused if the version has changed', { version: { N: '7' } }, 409],
  ] as const)('%s', async (_, fields, status) => {
    const { harness, change, id } = await unsentMove();
    const faults = new Faults();
    const meanwhile: Fault = async (send) => {
      change(fields);
      return await send();
    };
    faults.plan = on('TransactWriteItems', meanwhile, 1);
    const note = harness.client(faults).move(id, { move: 'note', text: 'catatan', version: 1 }, PALOPO.sekda, 'note');
    expect((await harness.clock.until(note)).status).toBe(status);
    expect(harness.item(id)?.version).toBe(status === 200 ? 2 : 7);
    if ('task' in fields) expect(harness.item(id)?.task).toBe(fields.task.S);
    expect(harness.events(id)).toHaveLength(status === 200 ? 2 : 1);
  });
});

describe('a move in place', () => {
  it('writes nothing over an event of the next version', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'raised');
    const { pk, sk } = keys.event(journey.id, 2);
    const event = { pk: { S: pk }, sk: { S: sk } };
    const foreign = { ...harness.table.get({ pk: { S: pk }, sk: { S: keys.event(journey.id, 1).sk } }), ...event };
    harness.table.tamper({ ...foreign, moveId: { S: 'of another caller' }, version: { N: '2' } });
    const note = { move: 'note', text: 'Rapat lanjutan dijadwalkan.', version: 1 } as const;
    const answer = await harness.clock.until(harness.client().move(journey.id, note, PALOPO.branch, 'note'));
    expect(answer.status).toBe(409);
    expect(harness.table.get(event)).toMatchObject({ moveId: { S: 'of another caller' } });
    expect(harness.item(journey.id)?.version).toBe(1);
  });
});
