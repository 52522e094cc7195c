import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod';
import { LETTER_STATUSES } from '../../functions/notifications/letters.ts';
import { DIGEST_REASONS } from '../../functions/reminders/digests.ts';
import { as } from './api.ts';
import { runShape } from './runs.ts';

const letterShape = z.strictObject({
  office: z.string(),
  kind: z.enum(['digest', 'handover']),
  day: z.iso.date(),
  addresses: z.array(z.email()).min(1),
  reasons: z.array(z.enum([...DIGEST_REASONS, 'handover'])).min(1),
  commitments: z.array(z.string()),
  outcome: z.enum([...LETTER_STATUSES, 'dryRun']),
});

/** A run of reminders that has succeeded. */
export const sweptShape = runShape.extend({
  workflow: z.literal('reminders'),
  status: z.literal('succeeded'),
  result: z.strictObject({
    day: z.iso.date(),
    after: z.iso.date(),
    idle: z.enum(['dayOff', 'tooLate']).optional(),
    offices: z.int(),
    sent: z.int(),
    before: z.int(),
    nothing: z.int(),
    refused: z.int(),
    unknown: z.int(),
    unreachable: z.int(),
    letters: z.array(letterShape),
  }),
});

/** Starts a run of reminders as the admin. Returns its id. */
export async function startSweep(input: object, dryRun: boolean): Promise<string> {
  return (await as('admin').post('/runs', { workflow: 'reminders', input, dryRun }, [202, runShape])).runId;
}

/** Waits until a run of reminders has succeeded; returns its result. */
export async function swept(runId: string) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const answer = await as('admin').send('GET', `/runs/${runId}`);
    if (JSON.parse(answer.text).status === 'running') continue;
    const { result } = sweptShape.parse(JSON.parse(answer.text));
    return { ...result, letterTo: (office: string) => result.letters.find((letter) => letter.office === office) };
  }
  return expect.fail(`run ${runId} did not end within a minute`);
}

/** Runs reminders to their end. */
export async function sweep(input: object, { dryRun }: { dryRun: boolean }) {
  return await swept(await startSweep(input, dryRun));
}
