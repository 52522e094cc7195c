import { Construct } from 'constructs';
import type * as z from 'zod';
import type { sessionEnvironment } from '../../functions/platform/environment.ts';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { HttpApi } from './http-api.ts';
import type { ReportBucket } from './report-bucket.ts';
import { ServiceFunction } from './service-function.ts';
import type { UserPool } from './user-pool.ts';

/** What the console stands on. */
export interface ConsoleProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly api: HttpApi;
  readonly users: UserPool;
  readonly commitments: CommitmentsTable;
  readonly reports: ReportBucket;
}

/** The pages for people: a function that reads and never writes, and the client by which they sign in. */
export class Console extends Construct {
  readonly serveConsole: ServiceFunction<'serveConsole'>;
  /** The variables of functions that accept the console's session. */
  readonly environment: z.infer<typeof sessionEnvironment>;

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    const { api, users, commitments, reports } = props;
    // Here and not with the pool: it names the address of the API, which stands on the pool.
    const client = users.clientOf(this, {
      callbackUrl: `${api.consoleUrl}/sign-in`,
      signedOutUrl: `${api.consoleUrl}/signed-out`,
    });
    this.environment = {
      TABLE_NAME: commitments.tableName,
      CONSOLE_URL: api.consoleUrl,
      SIGN_IN_URL: users.signInUrl,
      USER_POOL_ID: users.pool.userPoolId,
      USER_POOL_CLIENT_ID: client.userPoolClientId,
    };
    this.serveConsole = new ServiceFunction(this, 'ServeConsole', {
      name: 'serveConsole',
      deployment: props.deployment,
      environment: { ...this.environment, REPORT_BUCKET: reports.bucketName },
      errorImpact: 'The links in letters lead nowhere: no office can look at its commitments in a browser.',
    });
    commitments.grantRead(this.serveConsole);
    reports.grantRead(this.serveConsole);
    api.addPages(this.serveConsole);
  }
}
