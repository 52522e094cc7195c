import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { ApiClient } from '../../infra/local/api-client.ts';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { LOCAL_PASSWORD, SeedUsers } from '../../infra/local/seed-users.ts';
import type { Bench } from './bench.ts';
import { type Figure, spread } from './figures.ts';

const STRAIGHT = 'raise assign start submit verify close';
const BAR = 6;
const HISTORY_BAR = 40;

/** Counts transitions and history events of the example commitments closed without a detour. */
export async function transitions(bench: Bench): Promise<readonly Figure[]> {
  const histories = await straightHistories(bench);
  return [
    {
      what: `billable transitions (${histories.length} commitments)`,
      ...spread(histories.map(billableTransitions)),
      bar: BAR,
    },
    { what: 'history events', ...spread(histories.map(({ length }) => length)), bar: HISTORY_BAR },
  ];
}

/** The execution histories of the example commitments closed without a detour. */
export async function straightHistories(bench: Bench): Promise<readonly (readonly HistoryEvent[])[]> {
  const platform = await bench.platform();
  const ids = await straightlyClosed(platform);
  return await Promise.all(ids.map((id) => historyOf(platform, id)));
}

/**
 * "Step Functions counts a state transition each time a step of your workflow is executed", retries included: each entry
 * of a state is one, and so is each further try of its task.
 * Source: AWS Step Functions pricing, Standard Workflows.
 */
export function billableTransitions(history: readonly HistoryEvent[]): number {
  const entries = history.filter(({ type }) => type?.endsWith('StateEntered'));
  const tasks = entries.filter(({ type }) => type === 'TaskStateEntered');
  const tries = history.filter(({ type }) => type === 'TaskScheduled');
  return entries.length + Math.max(0, tries.length - tasks.length);
}

async function historyOf({ engine, stacks }: Platform, commitmentId: string): Promise<readonly HistoryEvent[]> {
  const credentials = { accessKeyId: ACCOUNT, secretAccessKey: SECRET };
  const sfn = new SFNClient({ endpoint: engine.url, region: REGION, credentials });
  const executionArn = `${stacks.LifecycleArn.replace(':stateMachine:', ':execution:')}:${commitmentId}-g1`;
  const { events = [], nextToken } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  if (nextToken !== undefined) throw new Error(`the history of ${commitmentId} has more than 1,000 events`);
  return events;
}

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });

async function straightlyClosed({ outputs, stacks, engine }: Platform): Promise<readonly string[]> {
  const token = await new SeedUsers(engine.url, stacks).signIn('auditor@example.org', LOCAL_PASSWORD);
  const api = new ApiClient(outputs.apiUrl, token, new AbortController().signal);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await api.get(`/commitments?stage=closed${next}`);
    const page = listOf(z.object({ commitmentId: z.string() })).parse(answer);
    for (const { commitmentId } of page.items) {
      const events = listOf(z.object({ move: z.string() })).parse(await api.get(`/commitments/${commitmentId}/events`));
      if (events.items.map(({ move }) => move).join(' ') === STRAIGHT) found.push(commitmentId);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}
