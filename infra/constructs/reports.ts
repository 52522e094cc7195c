import { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Console } from './console.ts';
import type { HttpApi } from './http-api.ts';
import { ServiceFunction } from './service-function.ts';
import type { Users } from './users.ts';

export interface ReportsProps {
  readonly deployment: LogKeeping;
  readonly api: HttpApi;
  readonly users: Users;
  /** Its session is valid for reports as well. */
  readonly console: Console;
  readonly commitments: CommitmentsTable;
}

/** The reports on regions, offices and forums: a function that reads statistics, and writes sessions only. */
export class Reports extends Construct {
  constructor(scope: Construct, id: string, { deployment, api, users, console, commitments }: ReportsProps) {
    super(scope, id);
    const serveReports = new ServiceFunction(this, 'ServeReports', {
      name: 'serveReports',
      deployment,
      environment: { ...console.environment, API_CLIENT_ID: users.client.userPoolClientId },
      errorImpact: 'No secretariat can see the results of its region before a forum.',
    });
    commitments.grantRead(serveReports);
    commitments.grantKeepSessions(serveReports);
    api.addReports(serveReports);
  }
}
