import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { TableName } from '../../functions/imports/transfers.ts';
import { CONTENT_TYPES } from '../../functions/platform/values/file-formats.ts';
import { ApiClient } from '../../infra/local/api-client.ts';
import { runCommand } from '../../infra/local/command.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { LOCAL_PASSWORD, SeedUsers } from '../../infra/local/seed-users.ts';
import { COMMITMENT_ROW, csvFile, FORUM_ROW, type Row } from '../builders/import-rows.ts';
import { ImportHarness } from '../harness/import-harness.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

/** Commitments imported into the table in memory, with the real steps, stores and workflow. */
const IN_MEMORY = 10_000;
/** Commitments imported on the engine. */
const ON_ENGINE = 300;

/** Rows of the largest export. */
const WRITTEN = 50_000;
const MEMORY_BAR_MB = 256;

/** Polls of a run, four per second, before the benchmark gives up. */
const POLLS = 480;

const rowsOf = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, n) => ({ ...COMMITMENT_ROW, kunci: `loket-${n}` }));

/** Measures imports, and writing the format of an export. */
export async function imports(bench: Bench, signal: AbortSignal): Promise<readonly Figure[]> {
  return [...(await inMemory()), ...(await onEngine(await bench.platform(), signal)), ...(await written(signal))];
}

async function inMemory(): Promise<readonly Figure[]> {
  const world = await ImportHarness.furnished();
  await world.import('forums', csvFile([FORUM_ROW]));
  const file = csvFile(rowsOf(IN_MEMORY));
  const first = await timed(() => world.import('commitments', file));
  const again = await timed(() => world.import('commitments', file));
  const executions = world.base.runner.executions.length;
  return [
    { what: `${IN_MEMORY} commitments in memory: seconds`, value: first.seconds },
    { what: 'the same again: seconds', value: again.seconds },
    { what: 'not made by the first', value: IN_MEMORY - first.result.created, bar: 0 },
    { what: 'made by the second, or twice', value: again.result.created + executions - IN_MEMORY, bar: 0 },
  ];
}

async function onEngine(platform: Platform, signal: AbortSignal): Promise<readonly Figure[]> {
  const token = await new SeedUsers(platform.engine.url, platform.stacks).signIn('admin@example.org', LOCAL_PASSWORD);
  const api = new ApiClient(platform.outputs.apiUrl, token, signal);
  await imported(api, 'forums', csvFile([FORUM_ROW]));
  const file = csvFile(rowsOf(ON_ENGINE));
  const first = await timed(() => imported(api, 'commitments', file));
  const again = await timed(() => imported(api, 'commitments', file));
  return [
    { what: `${ON_ENGINE} commitments on the engine: seconds`, value: first.seconds },
    { what: 'the same again: seconds', value: again.seconds },
    {
      what: 'not made by the first, or made by the second',
      value: ON_ENGINE - first.result.created + again.result.created,
      bar: 0,
    },
  ];
}

const announced = z.object({
  uploadId: z.string(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
const run = z.object({
  runId: z.string(),
  status: z.string(),
  result: z.object({ created: z.number() }).optional(),
});

async function imported(api: ApiClient, what: TableName, file: Uint8Array<ArrayBuffer>) {
  const body = { name: 'bench', contentType: CONTENT_TYPES.csv, size: file.length };
  const { uploadId, upload } = announced.parse(await api.post('/uploads', body, crypto.randomUUID()));
  const { 'content-length': _, ...headers } = upload.headers;
  const arrived = await fetch(upload.url, { method: 'PUT', headers, body: file });
  if (!arrived.ok) throw new Error(`the upload was answered ${arrived.status}`);
  const started = { workflow: 'import', input: { what, uploadId }, dryRun: false };
  const { runId } = run.parse((await api.call('POST', '/runs', started)).body);
  for (let polls = 0; polls < POLLS; polls += 1) {
    const { status, result } = run.parse(await api.get(`/runs/${runId}`));
    if (status === 'succeeded' && result !== undefined) return result;
    if (status === 'failed') throw new Error(`the import ${runId} has failed`);
    await sleep(250);
  }
  throw new Error(`the import ${runId} did not end within two minutes`);
}

const wrote = z.object({ seconds: z.number(), megabytes: z.number(), kilobytes: z.number() });

async function written(signal: AbortSignal): Promise<readonly Figure[]> {
  const args = [join(import.meta.dirname, 'written-rows.ts'), String(WRITTEN)];
  const said = await runCommand(process.execPath, args, { env: {}, signal, lines: 20 });
  const { seconds, megabytes, kilobytes } = wrote.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  const of = `XLSX of ${WRITTEN} commitments`;
  return [
    { what: `${of}: peak memory, MB`, value: Math.round(megabytes), bar: MEMORY_BAR_MB },
    { what: `${of}: seconds`, value: Number(seconds.toFixed(1)) },
    { what: `${of}: KB`, value: Math.round(kilobytes) },
  ];
}

async function timed<Result>(work: () => Promise<Result>) {
  const began = performance.now();
  const result = await work();
  return { seconds: Number(((performance.now() - began) / 1000).toFixed(1)), result };
}
