import * as z from 'zod';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import type { Bench } from './bench.ts';
import { CallCounter } from './call-counter.ts';
import type { Figure } from './figures.ts';
import { BRANCH, FORUM, MOVES, OWNER, RAISE } from './line.ts';

/** What the API function asked of AWS to answer one request. */
export interface Counted {
  readonly what: string;
  readonly dynamodb: number;
  readonly stepFunctions: number;
  readonly readUnits: number;
}

/** The calls that the API function makes for a request: to DynamoDB + to Step Functions, and read units. */
export async function calls(bench: Bench): Promise<readonly Figure[]> {
  return (await countedLife(bench)).map(({ what, dynamodb, stepFunctions, readUnits }) => ({
    what,
    value: `${dynamodb} + ${stepFunctions}, ${readUnits}`,
  }));
}

/**
 * What the API function asks of AWS for each request of a commitment's life without detour, and for two reads. It runs in
 * this process, against the engine.
 */
export async function countedLife(bench: Bench): Promise<readonly Counted[]> {
  const { engine, stacks } = await bench.platform();
  Object.assign(process.env, awsEnvironment(engine.url), {
    TABLE_NAME: stacks.TableName,
    EVIDENCE_BUCKET: stacks.EvidenceBucket,
    IMPORT_BUCKET: stacks.EvidenceBucket,
    LIFECYCLE_ARN: stacks.LifecycleArn,
    // No run is started here.
    RECONCILIATION_ARN: 'none',
    RENEWAL_ARN: 'none',
    IMPORT_ARN: 'none',
    RECALCULATION_ARN: 'none',
    REMINDERS_ARN: 'none',
    REPORTS_ARN: 'none',
    REMINDS_ANY_DAY: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  // Only now, for they read these variables when they are loaded.
  const { dynamodb, sfn } = await import('../../functions/platform/aws-clients.ts');
  const { handler } = await import('../../functions/api/serve-api.lambda.ts');
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

async function live(call: Call, counter: CallCounter): Promise<readonly Counted[]> {
  const all: Counted[] = [];
  const counted = async (what: string, as: string, method: string, path: string, body?: object) => {
    counter.reset();
    const answer = await call(as, method, path, body);
    all.push({ what, ...counter.counts });
    return answer;
  };
  const { forumId } = z.object({ forumId: z.string() }).parse(await call(BRANCH, 'POST', '/forums', FORUM));
  const raised = await counted('raise', BRANCH, 'POST', `/forums/${forumId}/commitments`, RAISE);
  const { commitmentId } = z.object({ commitmentId: z.string() }).parse(raised);
  for (const [index, { as, ...move }] of MOVES.entries()) {
    const body = { ...move, version: index + 1 };
    await counted(move.move, as, 'POST', `/commitments/${commitmentId}/moves`, body);
  }
  await counted(READ, OWNER, 'GET', `/commitments/${commitmentId}`);
  await counted('read its events', OWNER, 'GET', `/commitments/${commitmentId}/events`);
  return all;
}

/** The read among what is counted that people make most often. */
export const READ = 'read a commitment';

/** A request of an office's official. */
function eventOf(office: string, method: string, path: string, body?: object) {
  const claims = { token_use: 'id', sub: `user-of-${office}`, 'custom:office': office, 'cognito:groups': '[official]' };
  return httpEvent({ claims, method, path, body });
}
