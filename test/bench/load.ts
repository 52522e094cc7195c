import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { ApiClient } from '../../infra/local/api-client.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { SeedUsers } from '../../infra/local/seed-users.ts';
import type { Bench } from './bench.ts';
import { type EngineProcess, engineProcesses, processorMs } from './engine-processes.ts';
import { type Figure, quantile } from './figures.ts';
import { BRANCH, FORUM, MOVES, OFFICES, RAISE } from './line.ts';

const COMMITMENTS = 200;
const CLIENTS = 8;
/** Commitments run in slices, each followed by as many empty calls, so that both see the same load on the machine. */
const SLICES = 10;

/** Limits: p95 of a move by p95 of an empty call; percentage of 202 answers; memory. */
const BARS = { ratio: 1.8, acceptedPercent: 1, memoryMb: 160 };

/** Part of the command line of the API function's processes. */
const FUNCTION = 'ServeApi';

const FOUND_WITHIN_MS = 30_000;

interface Timed {
  /** Milliseconds of each call. */
  readonly each: number[];
  /** Wall time of all calls. */
  wallMs: number;
  /** CPU time of the engine. */
  engineMs: number;
}

const nothingYet = (): Timed => ({ each: [], wallMs: 0, engineMs: 0 });

type Clients = ReadonlyMap<string, ApiClient>;

/**
 * Parallel clients take commitments from raised to closed on the engine. Raises are timed separately, because the engine
 * waits 150 ms before it starts an execution. In between, the same clients make empty calls: the same gateway, authorizer
 * and function, without calls to DynamoDB or Step Functions. There are two kinds, because the engine waits 50 ms for the
 * log of a function that logs nothing, as for GET /me, but not after a refusal or a move, which log a line.
 */
export async function load(bench: Bench, signal: AbortSignal): Promise<readonly Figure[]> {
  const platform = await bench.platform();
  const clients = await signedIn(platform, signal);
  const forumId = await openForum(clients);
  const moves = nothingYet();
  const raises = nothingYet();
  const empty = nothingYet();
  const refused = nothingYet();
  const accepted: Accepted[] = [];
  const engine = (await engineProcesses()).find(({ args }) => args.includes('engine.py'));
  const measure = async (into: Timed, times: number, work: (clock: Clock) => Promise<void>) => {
    const before = engineMs(engine);
    await timed(into, times, work);
    into.engineMs += engineMs(engine) - before;
  };
  const perSlice = COMMITMENTS / SLICES;
  // The first calls start the function's processes and do not count.
  const first: string[] = [];
  await timed(nothingYet(), CLIENTS, async (clock) => void first.push(await raised(clients, forumId, clock, [])));
  await timed(nothingYet(), CLIENTS, (clock) => moved(clients, first.pop() ?? '', clock, []));
  for (let slice = 0; slice < SLICES; slice += 1) {
    const ids: string[] = [];
    await timed(raises, perSlice, async (clock) => void ids.push(await raised(clients, forumId, clock, accepted)));
    await measure(moves, perSlice, (clock) => moved(clients, ids.pop() ?? '', clock, accepted));
    await measure(empty, perSlice * MOVES.length, (clock) => clock(() => emptyCall(clients, 'GET', '/me', 200)));
    await measure(refused, perSlice * MOVES.length, (clock) => clock(() => emptyCall(clients, 'POST', NO_MOVE, 400)));
  }
  const lost = (await mapConcurrently(accepted, (move) => isFound(clients, move), CLIENTS)).filter((found) => !found);
  const [p95, emptyP95, refusedP95] = [moves, empty, refused].map(({ each }) => quantile(each, 0.95));
  const byP95 = (bar: number | undefined) => round((p95 ?? Number.NaN) / (bar ?? Number.NaN));
  return [
    { what: 'moves per second', value: round((moves.each.length / moves.wallMs) * 1000) },
    latency('a move', moves.each),
    latency('the raise before them', raises.each),
    latency('GET /me in between', empty.each),
    latency('a POST that is refused at the door, in between', refused.each),
    { what: 'p95 of a move by that of GET /me', value: byP95(emptyP95), bar: BARS.ratio },
    { what: 'p95 of a move by that of the refused POST', value: byP95(refusedP95) },
    {
      what: `202 answers, % of ${moves.each.length + raises.each.length} raises and moves`,
      value: round((accepted.length / (moves.each.length + raises.each.length)) * 100),
      bar: BARS.acceptedPercent,
    },
    { what: '202 answers whose move was not found done', value: lost.length, bar: 0 },
    ...ofEngine('a move', moves),
    ...ofEngine('GET /me', empty),
    ...ofEngine('the refused POST', refused),
    memory((await engineProcesses()).filter(({ args }) => args.includes(FUNCTION))),
  ];
}

function latency(what: string, each: readonly number[]): Figure {
  return {
    what: `${what}: milliseconds, p50 and p95`,
    typical: round(quantile(each, 0.5)),
    value: round(quantile(each, 0.95)),
  };
}

const engineMs = (engine: EngineProcess | undefined) =>
  engine === undefined ? Number.NaN : (processorMs(engine.pid) ?? Number.NaN);

/** The engine is one process on one core: gateway, DynamoDB and Step Functions all wait for it. */
function ofEngine(what: string, { each, wallMs, engineMs }: Timed): readonly Figure[] {
  if (Number.isNaN(engineMs)) return [];
  const busy = round((engineMs / wallMs) * 100);
  return [
    { what: `the engine's own computing: ms for ${what} (${busy} % of a core)`, value: round(engineMs / each.length) },
  ];
}

function memory(processes: readonly EngineProcess[]): Figure {
  const peaks = processes.map(({ megabytes }) => megabytes);
  if (peaks.length === 0) return { what: 'peak memory of the API function', value: 'not seen: the engine is not ours' };
  const what = `peak memory of the API function, MB (${peaks.length} processes)`;
  return { what, typical: round(quantile(peaks, 0.5)), value: round(Math.max(...peaks)), bar: BARS.memoryMb };
}

const round = (value: number) => Number(value.toFixed(1));

async function signedIn({ engine, stacks, outputs }: Platform, signal: AbortSignal): Promise<Clients> {
  const people = new SeedUsers(engine.url, stacks);
  const clients = new Map<string, ApiClient>();
  for (const { office, email, password } of outputs.users.filter((user) => user.groups.includes('official'))) {
    if (OFFICES.every((name) => name !== office)) continue;
    clients.set(office, new ApiClient(outputs.apiUrl, await people.signIn(email, password), signal));
  }
  return clients;
}

function clientOf(clients: Clients, office: string): ApiClient {
  const client = clients.get(office);
  if (client === undefined) throw new Error(`nobody signs in for ${office}`);
  return client;
}

type Clock = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Runs `work` in parallel, `times` in total, and adds the times of the calls and of the whole to `into`. */
async function timed(into: Timed, times: number, work: (clock: Clock) => Promise<void>): Promise<void> {
  const clock: Clock = async (call) => {
    const began = performance.now();
    const result = await call();
    into.each.push(performance.now() - began);
    return result;
  };
  const began = performance.now();
  await mapConcurrently(Array.from({ length: times }), () => work(clock), CLIENTS);
  into.wallMs += performance.now() - began;
}

interface Accepted {
  readonly commitmentId: string;
  readonly moveId: string;
}

const answerShape = z.object({ commitmentId: z.string().optional(), moveId: z.string().optional() });

async function openForum(clients: Clients): Promise<string> {
  const { body } = await clientOf(clients, BRANCH).call('POST', '/forums', FORUM);
  return z.object({ forumId: z.string() }).parse(body).forumId;
}

async function raised(clients: Clients, forumId: string, clock: Clock, accepted: Accepted[]): Promise<string> {
  return await post(clients, clock, accepted, BRANCH, `/forums/${forumId}/commitments`, RAISE);
}

/** Takes a raised commitment to closed. */
async function moved(clients: Clients, commitmentId: string, clock: Clock, accepted: Accepted[]): Promise<void> {
  const path = `/commitments/${commitmentId}/moves`;
  for (const [index, { as, ...move }] of MOVES.entries()) {
    await post(clients, clock, accepted, as, path, { ...move, version: index + 1 }, commitmentId);
  }
}

async function post(
  clients: Clients,
  clock: Clock,
  accepted: Accepted[],
  office: string,
  path: string,
  body: object,
  known = '',
): Promise<string> {
  const answer = await clock(() => clientOf(clients, office).call('POST', path, body));
  if (answer.status > 202) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const { commitmentId = known, moveId = '' } = answerShape.parse(answer.body);
  if (answer.status !== 202) return commitmentId;
  const move = { commitmentId, moveId };
  accepted.push(move);
  // The next move needs this one.
  await isFound(clients, move);
  return commitmentId;
}

/** A request for a move with an invalid body. */
const NO_MOVE = '/commitments/7373-00000000000000000000/moves';

async function emptyCall(clients: Clients, method: string, path: string, expected: number): Promise<void> {
  const { status } = await clientOf(clients, BRANCH).call(method, path, method === 'POST' ? {} : undefined);
  if (status !== expected) throw new Error(`${method} ${path} answered ${status}`);
}

const eventsShape = z.object({ items: z.array(z.object({ moveId: z.string() })) });

/** Whether an accepted move is recorded within FOUND_WITHIN_MS. */
async function isFound(clients: Clients, { commitmentId, moveId }: Accepted): Promise<boolean> {
  for (const deadline = Date.now() + FOUND_WITHIN_MS; Date.now() < deadline; await sleep(200)) {
    const { status, body } = await clientOf(clients, BRANCH).call('GET', `/commitments/${commitmentId}/events`);
    if (status === 200 && eventsShape.parse(body).items.some((event) => event.moveId === moveId)) return true;
  }
  return false;
}
