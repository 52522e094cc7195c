import { TableForumStore } from '../../functions/forums/forums.store.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import { ADMIN, accountOf, holderOf, OFFICES } from '../builders/palopo.ts';
import { GORONTALO, PALOPO } from '../builders/role-holders.ts';
import { Faults } from './faults.ts';
import { answerDynamodb, answerStepFunctions, dynamodbAnswering } from './memory/clients.ts';
import { answerOf as tableAnswer } from './memory/dynamodb.ts';
import { answerOf as runnerAnswer } from './memory/step-functions.ts';
import { LIFECYCLE_ARN, TABLE_NAME, type TableHarness } from './table-harness.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface ApiRequest {
  readonly by: Actor;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
}

/** The API function with all its middleware and the SDK's real clients, over a `TableHarness`. */
export interface ApiInProcess {
  readonly faults: Faults;
  ask(request: ApiRequest): Promise<ApiAnswer>;
}

/**
 * Puts the API function in front of a harness, with the example offices, an account for each, and two forums. A process has one function, which
 * serves the last harness. It waits in real time.
 */
export async function serveInProcess(harness: TableHarness): Promise<ApiInProcess> {
  await furnish(harness);
  const { dynamodb, sfn, ask } = await apiFunction({
    TABLE_NAME,
    EVIDENCE_BUCKET: 'evidence',
    IMPORT_BUCKET: 'evidence',
    LIFECYCLE_ARN,
    RECONCILIATION_ARN: LIFECYCLE_ARN.replace('lifecycle', 'reconciliation'),
    RENEWAL_ARN: LIFECYCLE_ARN.replace('lifecycle', 'renewal'),
    RECOUNT_ARN: LIFECYCLE_ARN.replace('lifecycle', 'recount'),
    IMPORT_ARN: LIFECYCLE_ARN.replace('lifecycle', 'import'),
    RECALCULATION_ARN: LIFECYCLE_ARN.replace('lifecycle', 'recalculation'),
    REMINDERS_ARN: LIFECYCLE_ARN.replace('lifecycle', 'reminders'),
    REPORTS_ARN: LIFECYCLE_ARN.replace('lifecycle', 'reports'),
    REMINDS_ANY_DAY: 'false',
    AWS_REGION: 'xx-nowhere-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  });
  const faults = new Faults();
  answerDynamodb(dynamodb, (action, input) =>
    faults.around({ service: 'dynamodb', action, input }, async () => tableAnswer(harness.table, action, input)),
  );
  answerStepFunctions(sfn, (action, input) =>
    faults.around({ service: 'states', action, input }, async () => runnerAnswer(harness.runner, action, input)),
  );
  return { faults, ask };
}

/** The API function in this process, with its clients. */
export async function apiFunction(environment: Readonly<Record<string, string | undefined>>) {
  Object.assign(process.env, environment, { POWERTOOLS_LOG_LEVEL: 'SILENT' });
  // Imported here, because the modules read these variables when they are loaded.
  const { dynamodb, sfn } = await import('../../functions/platform/aws-clients.ts');
  const { handler } = await import('../../functions/api/serve-api.lambda.ts');
  const ask = async (request: ApiRequest): Promise<ApiAnswer> => {
    const { statusCode, headers = {}, body = '' } = await handler(eventOf(request), CONTEXT);
    return { status: statusCode, headers, text: body };
  };
  return { dynamodb, sfn, ask };
}

function tableOf(harness: TableHarness): Table {
  return new Table(
    dynamodbAnswering(async (action, input) => tableAnswer(harness.table, action, input)),
    TABLE_NAME,
  );
}

async function furnish(harness: TableHarness): Promise<void> {
  const table = tableOf(harness);
  const offices = new TableOfficeStore(table, () => 0);
  for (const office of OFFICES.values()) await offices.create(office);
  const people = new TablePeopleStore(table);
  for (const id of OFFICES.keys()) await people.save({ after: accountOf(holderOf(id)) });
  await people.save({ after: accountOf(ADMIN) });
  const forums = new TableForumStore(table);
  for (const { forum } of [PALOPO, GORONTALO]) await forums.open(forum);
}

export function eventOf({ by, ...asking }: ApiRequest) {
  return httpEvent({ claims: { token_use: 'id', sub: by.userId }, ...asking });
}
