import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Console } from './console.ts';
import type { HttpApi } from './http-api.ts';
import { ServiceFunction } from './service-function.ts';
import type { UserPool } from './user-pool.ts';

/** What reports stand on. */
export interface RegionalReportsProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly api: HttpApi;
  readonly users: UserPool;
  /** Whose session a browser may come with. */
  readonly console: Console;
  readonly commitments: CommitmentsTable;
}

/** The reports on regions, offices and forums: a function that reads what was counted, and never writes. */
export class RegionalReports extends Construct {
  readonly serveReports: ServiceFunction<'serveReports'>;

  constructor(scope: Construct, id: string, props: RegionalReportsProps) {
    super(scope, id);
    this.serveReports = new ServiceFunction(this, 'ServeReports', {
      name: 'serveReports',
      deployment: props.deployment,
      environment: { ...props.console.environment, API_CLIENT_ID: props.users.client.userPoolClientId },
      errorImpact: 'No secretariat can see before a forum what was promised, kept and forgotten in its region.',
    });
    props.commitments.grantRead(this.serveReports);
    props.api.addReports(this.serveReports);
  }
}
