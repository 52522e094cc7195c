import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { ApiFunction } from './constructs/api-function.ts';
import { CalendarWatch } from './constructs/calendar-watch.ts';
import { CommitmentLifecycle } from './constructs/commitment-lifecycle.ts';
import { CommitmentsTable } from './constructs/commitments-table.ts';
import { Console } from './constructs/console.ts';
import { DeliveryTracking } from './constructs/delivery-tracking.ts';
import { Dlq } from './constructs/dlq.ts';
import { EvidenceBucket } from './constructs/evidence-bucket.ts';
import { ExecutionRestart } from './constructs/execution-restart.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Imports } from './constructs/imports.ts';
import { MonthlyReports } from './constructs/monthly-reports.ts';
import { MoveNotices } from './constructs/move-notices.ts';
import { OfficialMail } from './constructs/official-mail.ts';
import { People } from './constructs/people.ts';
import { Published } from './constructs/published.ts';
import { Recalculation } from './constructs/recalculation.ts';
import { Reconciliation } from './constructs/reconciliation.ts';
import { Reminders } from './constructs/reminders.ts';
import { Renewal } from './constructs/renewal.ts';
import { ReportBucket } from './constructs/report-bucket.ts';
import { Reports } from './constructs/reports.ts';
import { Statistics } from './constructs/statistics.ts';
import { Users } from './constructs/users.ts';

/** The deployment. */
export interface ServiceStackProps extends StackProps {
  readonly deployment: Deployment;
}

/** Everything that can be deleted and deployed again; it knows the other stacks by the names that they publish. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const published = new Published(this, deployment);
    const commitments = new CommitmentsTable(this, 'Commitments', published);
    const evidence = new EvidenceBucket(this, 'Evidence', published);
    const reports = new ReportBucket(this, 'MonthlyReportFiles', published);
    const users = new Users(this, 'Users', published);
    const alarms = new Alarms(this, 'Alarms', deployment);
    const dlq = new Dlq(this, 'Dlq', { deployment, alarms });
    const api = new HttpApi(this, 'Api', { published, users });
    const mail = new OfficialMail(this, 'Mail', { deployment, consoleUrl: api.consoleUrl });

    const lifecycle = new CommitmentLifecycle(this, 'Lifecycle', { deployment, commitments, alarms });
    const shared = { deployment, commitments, lifecycle, evidence, reports, mail, api, users, alarms, dlq };
    const reconciliation = new Reconciliation(this, 'Reconciliation', shared);
    const renewal = new Renewal(this, 'Renewal', shared);
    new ExecutionRestart(this, 'ExecutionRestart', shared);
    new CalendarWatch(this, 'CalendarWatch', shared);
    const recalculation = new Recalculation(this, 'Recalculation', shared);
    const imports = new Imports(this, 'Imports', shared);

    const reminders = new Reminders(this, 'Reminders', shared);
    new MoveNotices(this, 'MoveNotices', shared);
    new DeliveryTracking(this, 'DeliveryTracking', shared);
    const statistics = new Statistics(this, 'Statistics', shared);
    const monthlyReports = new MonthlyReports(this, 'MonthlyReports', { ...shared, statistics });

    const runs = {
      reconciliation: reconciliation.run,
      renewal: renewal.run,
      recount: statistics.recount,
      import: imports.run,
      recalculation: recalculation.run,
      reminders: reminders.run,
      reports: monthlyReports.run,
    };
    new ApiFunction(this, 'ApiFunction', { ...shared, runs });
    const console = new Console(this, 'Console', { ...shared, runs });
    new Reports(this, 'Reports', { ...shared, console });
    new People(this, 'People', { ...shared, console });

    new CfnOutput(this, 'LifecycleArn', { value: lifecycle.arn });
  }
}
