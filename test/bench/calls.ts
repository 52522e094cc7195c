import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import * as z from 'zod';
import { ACCOUNT, awsEnvironment } from '../../infra/local/engine.ts';
import type { Bench } from './bench.ts';
import { CallCounter } from './call-counter.ts';
import type { Figure } from './figures.ts';

const BRANCH = 'bpjs-cabang-palopo';
const SEKDA = '73.73-sekda';
const OWNER = '73.73-dinkes';

const FORUM = {
  region: '73.73',
  type: 'kemitraan-faskes',
  name: 'Forum Kemitraan Pengelolaan Fasilitas Kesehatan',
  date: '2025-06-19',
  datePrecision: 'day',
  chairOffice: '73.73-kepala-daerah',
  secretariatOffices: [BRANCH, SEKDA],
  participants: [OWNER],
};
const RAISE = { statement: { id: 'Menambah loket pendaftaran di puskesmas' }, category: 'antrean', basis: 'stated' };

/** The line of moves, each with the office that makes it; the version is the number of moves before. */
const MOVES = [
  {
    as: SEKDA,
    move: 'assign',
    ownerOffice: OWNER,
    verifierOffice: SEKDA,
    due: { on: '2026-12-28' },
    criterion: { evidence: { id: 'foto loket' } },
  },
  { as: OWNER, move: 'start' },
  { as: OWNER, move: 'submit', evidence: [{ letter: { number: '440/217/Dinkes', date: '2026-01-15' } }] },
  { as: SEKDA, move: 'verify', finding: 'fulfilled' },
  { as: BRANCH, move: 'close', resolution: 'fulfilled' },
];

/**
 * The calls that the API function makes for a request: to DynamoDB + to Step Functions, and read units. It runs in this
 * process, against the engine.
 */
export async function calls(bench: Bench): Promise<readonly Figure[]> {
  const { engine, stacks } = await bench.platform();
  Object.assign(process.env, awsEnvironment(engine.url), {
    TABLE_NAME: stacks.TableName,
    EVIDENCE_BUCKET: stacks.EvidenceBucket,
    LIFECYCLE_ARN: stacks.LifecycleArn,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  // Only now, for they read these variables when they are loaded.
  const { dynamodb, sfn } = await import('../../functions/adapters/clients.ts');
  const { handler } = await import('../../functions/serve-api.ts');
  const counter = new CallCounter(dynamodb, sfn);
  const call = async (as: string, method: string, path: string, body?: object) => {
    const answer = await handler(eventOf(as, method, path, body), CONTEXT);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${answer.body}`);
    return JSON.parse(answer.body ?? '');
  };

  // The first life warms the function up: it remembers offices for a minute, as one on AWS does.
  await live(call, counter);
  return await live(call, counter);
}

type Call = (as: string, method: string, path: string, body?: object) => Promise<unknown>;

async function live(call: Call, counter: CallCounter): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const counted = async (what: string, as: string, method: string, path: string, body?: object) => {
    counter.reset();
    const answer = await call(as, method, path, body);
    const { dynamodb, stepFunctions, readUnits } = counter.counts;
    figures.push({ what, value: `${dynamodb} + ${stepFunctions}, ${readUnits}` });
    return answer;
  };
  const { forumId } = z.object({ forumId: z.string() }).parse(await call(BRANCH, 'POST', '/forums', FORUM));
  const raised = await counted('raise', BRANCH, 'POST', `/forums/${forumId}/commitments`, RAISE);
  const { commitmentId } = z.object({ commitmentId: z.string() }).parse(raised);
  for (const [index, { as, ...move }] of MOVES.entries()) {
    const body = { ...move, version: index + 1 };
    await counted(move.move, as, 'POST', `/commitments/${commitmentId}/moves`, body);
  }
  await counted('read a commitment', OWNER, 'GET', `/commitments/${commitmentId}`);
  await counted('read its events', OWNER, 'GET', `/commitments/${commitmentId}/events`);
  return figures;
}

/** A request as API Gateway hands it over; of the function's own context nothing but this is read. */
function eventOf(office: string, method: string, path: string, body?: object): APIGatewayProxyEventV2WithJWTAuthorizer {
  const claims = { token_use: 'id', sub: `user-of-${office}`, 'custom:office': office, 'cognito:groups': '[official]' };
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'bench',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      requestId: randomUUID(),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'serveApi',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '1024',
  awsRequestId: '',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 15_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
