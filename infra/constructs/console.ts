import { Construct } from 'constructs';
import type * as z from 'zod';
import type { sessionEnvironment } from '../../functions/platform/environment.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { HttpApi } from './http-api.ts';
import type { ReportBucket } from './report-bucket.ts';
import { type RunWorkflows, runVariablesOf } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';
import type { Users } from './users.ts';

export interface ConsoleProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'responsible' | 'remindsAnyDay'>;
  readonly api: HttpApi;
  readonly users: Users;
  readonly commitments: CommitmentsTable;
  readonly reports: ReportBucket;
  /** The workflows that administrators start. */
  readonly runs: RunWorkflows;
}

/** The pages for people: a function that reads, keeps sessions and lost posts, and starts runs. */
export class Console extends Construct {
  /** The variables of functions that accept the console's session. */
  readonly environment: z.infer<typeof sessionEnvironment>;

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    const { api, users, commitments, reports, runs } = props;
    this.environment = {
      TABLE_NAME: commitments.tableName,
      CONSOLE_URL: api.consoleUrl,
      SIGN_IN_URL: users.signInUrl,
      USER_POOL_ID: users.pool.userPoolId,
      USER_POOL_CLIENT_ID: users.consoleClient.userPoolClientId,
      RESPONSIBLE_NAME: props.deployment.responsible.name,
      RESPONSIBLE_EMAIL: props.deployment.responsible.email,
    };
    const serveConsole = new ServiceFunction(this, 'ServeConsole', {
      name: 'serveConsole',
      deployment: props.deployment,
      environment: {
        ...this.environment,
        ...runVariablesOf(runs, props.deployment),
        REPORT_BUCKET: reports.bucketName,
      },
      errorImpact: 'The links in letters lead nowhere: no office can look at its commitments in a browser.',
    });
    commitments.grantRead(serveConsole);
    commitments.grantKeepSessions(serveConsole);
    commitments.grantKeepForms(serveConsole);
    commitments.grantBeginRun(serveConsole);
    for (const run of Object.values(runs)) run.grantStart(serveConsole);
    reports.grantRead(serveConsole);
    api.addPages(serveConsole);
  }
}
