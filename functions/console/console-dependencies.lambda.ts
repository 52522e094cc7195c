import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { CognitoSignIn } from '../people/hosted-sign-in.client.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { lambdaEnvironment, visitedEnvironment } from '../platform/environments.ts';
import { Table } from '../platform/table.ts';

const environment = visitedEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);

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
