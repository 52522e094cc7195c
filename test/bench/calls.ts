import * as z from 'zod';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { writeAccount } from '../../infra/local/write-account.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import { movesEnvironment } from '../harness/api-environment.ts';
import type { Bench } from './bench.ts';
import { CallCounter } from './call-counter.ts';
import type { Figure } from './figures.ts';
import { BRANCH, FORUM, MOVES, OWNER, RAISE } from './line.ts';

/** The calls of the API function to AWS for one request. */
export interface Counted {
  readonly what: string;
  readonly dynamodb: number;
  readonly stepFunctions: number;
  readonly readUnits: number;
}

/** For each request: calls to DynamoDB + to Step Functions, and read units. */
export async function calls(bench: Bench): Promise<readonly Figure[]> {
  return (await countedLife(bench)).map(({ what, dynamodb, stepFunctions, readUnits }) => ({
    what,
    value: `${dynamodb} + ${stepFunctions}, ${readUnits}`,
  }));
}

/**
 * Counts the calls for each request from raising to closing a commitment, and for two reads. The API function runs in
 * this process, against the engine.
 */
export async function countedLife(bench: Bench): Promise<readonly Counted[]> {
  const { engine, stacks } = await bench.platform();
  Object.assign(process.env, awsEnvironment(engine.url), {
    ...movesEnvironment(stacks.TableName, stacks.EvidenceBucket, stacks.LifecycleArn),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  // Imported here because they read these variables on load.
  const { dynamodb, sfn } = await import('../../functions/platform/aws-clients.ts');
  const { handler } = await import('../../functions/api/serve-api.lambda.ts');
  const people = new TablePeopleStore(new Table(dynamodb, stacks.TableName));
  const offices = new Set([BRANCH, OWNER, ...MOVES.map(({ as }) => as)]);
  for (const office of offices) {
    const account = { email: `user-of-${office}@example.org`, name: office, role: 'official' } as const;
    await writeAccount(people, { userId: `user-of-${office}`, ...account, offices: [{ officeId: office }] });
  }
  const counter = new CallCounter(dynamodb, sfn);
  const call = async (as: string, method: string, path: string, body?: object) => {
    const answer = await handler(eventOf(as, method, path, body), CONTEXT);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${answer.body}`);
    return JSON.parse(answer.body ?? '');
  };

  // The first round fills the cache of offices, which lasts a minute.
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

/** The most frequent read. */
export const READ = 'read a commitment';

/** A request of an office's official. */
function eventOf(office: string, method: string, path: string, body?: object) {
  const claims = { token_use: 'id', sub: `user-of-${office}` };
  return httpEvent({ claims, method, path, body });
}
