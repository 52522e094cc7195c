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
/** The commitments are made in slices, each followed by as many calls that do nothing, so that both meet the same machine. */
const SLICES = 10;

/** What is allowed: p95 of a move by p95 of a call that does nothing; moves not seen done at once; memory. */
const BARS = { ratio: 1.8, acceptedPercent: 1, memoryMb: 160 };

/** The function that serves the API, by what its processes' command lines hold. */
const FUNCTION = 'ServeApi';

const FOUND_WITHIN_MS = 30_000;

/** How long calls took, in milliseconds each; how long all of them did together, and for how long the engine computed. */
interface Timed {
  readonly each: number[];
  wallMs: number;
  engineMs: number;
}

const nothingYet = (): Timed => ({ each: [], wallMs: 0, engineMs: 0 });

type Clients = ReadonlyMap<string, ApiClient>;

/**
 * Commitments taken from raised to closed by clients in parallel, on the engine, having been raised before, which is
 * timed by itself; in turns with calls of the same clients
 * that do nothing: the same gateway, authorizer and function, without a call to DynamoDB or Step Functions. There are two,
 * for the engine waits 50 ms for the log of a function that logs nothing, as it does after GET /me, and not after a
 * refusal or a move, which log a line; and it waits 150 ms before it begins an execution, which a raise starts.
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
  const during = async (into: Timed, times: number, work: (clock: Clock) => Promise<void>) => {
    const before = engineMs(engine);
    await timed(into, times, work);
    into.engineMs += engineMs(engine) - before;
  };
  const perSlice = COMMITMENTS / SLICES;
  // The first of each wake the function's processes up, and do not count.
  const first: string[] = [];
  await timed(nothingYet(), CLIENTS, async (clock) => void first.push(await raised(clients, forumId, clock, [])));
  await timed(nothingYet(), CLIENTS, (clock) => carried(clients, first.pop() ?? '', clock, []));
  for (let slice = 0; slice < SLICES; slice += 1) {
    const ids: string[] = [];
    await timed(raises, perSlice, async (clock) => void ids.push(await raised(clients, forumId, clock, accepted)));
    await during(moves, perSlice, (clock) => carried(clients, ids.pop() ?? '', clock, accepted));
    await during(empty, perSlice * MOVES.length, (clock) => clock(() => asked(clients, 'GET', '/me', 200)));
    await during(refused, perSlice * MOVES.length, (clock) => clock(() => asked(clients, 'POST', NO_MOVE, 400)));
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

/** The engine is one process that computes on one core at a time: gateway, DynamoDB and Step Functions all wait for it. */
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

/** Works in parallel, `times` in all, and adds to `timed` what each call took, and the whole. */
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

/** Takes a commitment that was raised along the line until it is closed. */
async function carried(clients: Clients, commitmentId: string, clock: Clock, accepted: Accepted[]): Promise<void> {
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
  // What follows needs it done.
  await isFound(clients, move);
  return commitmentId;
}

/** A move of no kind. */
const NO_MOVE = '/commitments/7373-00000000000000000000/moves';

async function asked(clients: Clients, method: string, path: string, expected: number): Promise<void> {
  const { status } = await clientOf(clients, BRANCH).call(method, path, method === 'POST' ? {} : undefined);
  if (status !== expected) throw new Error(`${method} ${path} answered ${status}`);
}

const eventsShape = z.object({ items: z.array(z.object({ moveId: z.string() })) });

/** Whether a move that was accepted is recorded, now or before long. */
async function isFound(clients: Clients, { commitmentId, moveId }: Accepted): Promise<boolean> {
  for (const deadline = Date.now() + FOUND_WITHIN_MS; Date.now() < deadline; await sleep(200)) {
    const { status, body } = await clientOf(clients, BRANCH).call('GET', `/commitments/${commitmentId}/events`);
    if (status === 200 && eventsShape.parse(body).items.some((event) => event.moveId === moveId)) return true;
  }
  return false;
}
