import { TableCalendarStore } from '../adapters/calendar-store.ts';
import { TableCommitmentStore } from '../adapters/commitment-store.ts';
import { TableForumStore } from '../adapters/forum-store.ts';
import { CognitoSignIn } from '../adapters/hosted-sign-in.ts';
import { TableOfficeStore } from '../adapters/office-store.ts';
import { ReadOnlyTable } from '../adapters/read-only-table.ts';
import { lambdaEnvironment, visitedEnvironment } from './environments.ts';

const environment = visitedEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new ReadOnlyTable(environment.TABLE_NAME, AWS_REGION, AWS_ENDPOINT_URL);

/** Where people reach the console, without a slash at its end. */
export const consoleUrl = environment.CONSOLE_URL;

/** Where people sign in; where AWS answers at another address than its own, that is there as well. */
export const signInUrl = AWS_ENDPOINT_URL ?? environment.SIGN_IN_URL;

/** The outside world of the console function, made once for each of its instances. */
export const services = {
  table,
  commitments: new TableCommitmentStore(table),
  calendars: new TableCalendarStore(table, () => Date.now()),
  forums: new TableForumStore(table),
  offices: new TableOfficeStore(table, () => Date.now()),
  signIn: new CognitoSignIn({
    region: AWS_REGION,
    userPoolId: environment.USER_POOL_ID,
    clientId: environment.USER_POOL_CLIENT_ID,
    signInUrl,
    callbackUrl: `${consoleUrl}/sign-in`,
    signedOutUrl: `${consoleUrl}/signed-out`,
    endpoint: AWS_ENDPOINT_URL,
  }),
} as const;
