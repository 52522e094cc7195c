import { CfnOutput, Duration, Lazy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ZONE_NAMES, ZONES } from '../functions/regions/zones.ts';
import type { Deployment } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { CalendarWatch } from './constructs/calendar-watch.ts';
import { CommitmentLifecycle } from './constructs/commitment-lifecycle.ts';
import { Console } from './constructs/console.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { DeliveryRecords } from './constructs/delivery-records.ts';
import { MoveNoticeWorkflow } from './constructs/early-letters.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Importing } from './constructs/importing.ts';
import { MonthlyReports } from './constructs/monthly-reports.ts';
import { OfficialMail } from './constructs/official-mail.ts';
import { Recalculation } from './constructs/recalculation.ts';
import { Reconciliation } from './constructs/reconciliation.ts';
import { RegionalReports } from './constructs/regional-reports.ts';
import { RegionalTallies } from './constructs/regional-tallies.ts';
import { Reminders } from './constructs/reminders.ts';
import { Renewal } from './constructs/renewal.ts';
import { Revival } from './constructs/revival.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import type { DataStack } from './data-stack.ts';

/** What a service stack is made for, and the data that it serves. */
export interface ServiceStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly data: Pick<DataStack, 'commitments' | 'evidence' | 'reports' | 'users'>;
}

/** Everything that can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { deployment } = props;
    const { commitments, evidence, reports, users } = props.data;

    const lifecycle = new CommitmentLifecycle(this, 'Lifecycle', { deployment, commitments });

    const deadLetters = new DeadLetters(this, 'DeadLetters', deployment);
    const reconciliation = new Reconciliation(this, 'Reconciliation', {
      deployment,
      commitments,
      lifecycle,
      deadLetters,
    });
    const renewal = new Renewal(this, 'Renewal', { deployment, commitments, lifecycle });
    const mail = new OfficialMail(this, 'Mail', deployment);
    // The API starts runs whose letters lead to the API's own pages: its address is known once everything is there.
    const consoleUrl = Lazy.string({ produce: () => api.consoleUrl });
    const recalculation = new Recalculation(this, 'Recalculation', { deployment, commitments, mail, consoleUrl });
    const calendarWatch = new CalendarWatch(this, 'CalendarWatch', { deployment, commitments, deadLetters });
    new Revival(this, 'Revival', { deployment, commitments, lifecycle, deadLetters });
    const tallies = new RegionalTallies(this, 'Tallies', { deployment, commitments, deadLetters });

    const letters = { deployment, commitments, mail, consoleUrl, deadLetters };
    const monthly = new MonthlyReports(this, 'MonthlyReports', { ...letters, tallies, reports });

    const importing = new Importing(this, 'Importing', { deployment, commitments, evidence, lifecycle });

    const serveApi = new ServiceFunction(this, 'ServeApi', {
      name: 'serveApi',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        EVIDENCE_BUCKET: evidence.bucketName,
        IMPORT_BUCKET: evidence.bucketName,
        LIFECYCLE_ARN: lifecycle.arn,
        RECONCILIATION_ARN: reconciliation.run.arn,
        RENEWAL_ARN: renewal.run.arn,
        IMPORT_ARN: importing.run.arn,
        RECALCULATION_ARN: recalculation.run.arn,
        REPORTS_ARN: monthly.run.arn,
        // Letters lead to the API, and the API starts them.
        REMINDERS_ARN: Lazy.string({ produce: () => reminders.run.arn }),
        REMINDS_ANY_DAY: deployment.remindsAnyDay ? 'true' : 'false',
      },
      errorImpact: 'No office can read its commitments, move them or hand in evidence.',
    });
    commitments.grantRead(serveApi);
    commitments.grantRecord(serveApi);
    evidence.grantUpload(serveApi);
    evidence.grantRead(serveApi);
    evidence.grantUploadImports(serveApi);
    lifecycle.grantCarry(serveApi);
    reconciliation.run.grantStart(serveApi);
    renewal.run.grantStart(serveApi);
    importing.run.grantStart(serveApi);
    recalculation.run.grantStart(serveApi);
    monthly.run.grantStart(serveApi);

    const api = new HttpApi(this, 'Api', { deployment, users, serveApi });
    const console = new Console(this, 'Console', { deployment, api, users, commitments, reports });
    new RegionalReports(this, 'Reports', { deployment, api, users, console, commitments });

    const deliveries = new DeliveryRecords(this, 'Deliveries', letters);
    const reminders = new Reminders(this, 'Reminders', letters);
    reminders.run.grantStart(serveApi);
    const earlyLetters = new MoveNoticeWorkflow(this, 'EarlyLetters', letters);

    const alarms = new Alarms(this, 'Alarms', deployment);
    alarms.add('ApiFailing', {
      metric: api.serverErrors,
      windows: 2,
      harm: serveApi.errorImpact,
      look: { what: 'Log of the API function', at: serveApi.logPage },
    });
    alarms.add('LifecycleFailed', {
      metric: lifecycle.failed,
      windows: 1,
      harm: 'A commitment has lost its workflow: it can be read, but no move that changes its stage goes through.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${lifecycle.arn}` },
    });

    alarms.add('CommitmentsLost', {
      metric: reconciliation.lost,
      windows: 1,
      harm: 'Commitments had lost their workflow: until the reconciliation came, no move that changes their stage went through.',
      look: { what: 'Log of the reconciliation', at: reconciliation.reconcileCommitments.logPage },
    });
    alarms.addSilence('ReconciliationMissing', {
      metric: reconciliation.finished,
      hours: 26,
      harm: 'No reconciliation has finished for 26 hours: a commitment that loses its workflow now stays unable to change its stage.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${reconciliation.run.arn}` },
    });
    alarms.add('RecalculationFailed', {
      metric: recalculation.run.failed,
      windows: 1,
      harm: recalculation.errorImpact,
      look: { what: 'Executions', at: `states/home#/statemachines/view/${recalculation.run.arn}` },
    });
    alarms.add('CalendarMissing', {
      metric: calendarWatch.missing,
      windows: 1,
      harm: 'A year is without its decreed days off: dates in it are counted as if only weekends were free.',
      look: { what: 'Log of the watch', at: calendarWatch.logPage },
    });
    alarms.add('DeadLetters', {
      metric: deadLetters.waiting,
      windows: 1,
      harm: 'An execution that failed was not revived, a daily run was not started, or news of a move was not gathered.',
      look: { what: 'Queues', at: deadLetters.page },
    });

    alarms.add('OfficeUnreachable', {
      metric: deliveries.unreachable,
      windows: 1,
      harm: 'A letter has not reached an office, or whoever holds it: it may not know what is overdue.',
      look: { what: 'Log of the deliveries', at: deliveries.recordDelivery.logPage },
    });
    alarms.add('TalliesBehind', {
      metric: tallies.delay,
      from: Duration.minutes(10).toMilliseconds(),
      windows: 2,
      harm: 'Reports do not show what has happened for more than ten minutes.',
      look: { what: 'Log of the counting', at: tallies.updateStatistics.logPage },
    });
    alarms.add('TallyDrift', {
      metric: tallies.drifted,
      windows: 1,
      harm: 'Reports have shown numbers of some places that were not what happened there.',
      look: { what: 'Log of the recount', at: tallies.rebuildStatistics.logPage },
    });
    alarms.addSilence('RecountMissing', {
      metric: tallies.finished,
      hours: 26,
      harm: 'No recount has finished for 26 hours: a tally that drifts now stays so, and past days are worked out slowly.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${tallies.recountArn}` },
    });

    for (const zone of ZONE_NAMES) {
      const { abbreviation } = ZONES[zone];
      alarms.addSilence(`NoReminderRun${abbreviation}`, {
        section: 'no-reminder-run',
        metric: reminders.finished(zone),
        hours: 25,
        harm: `Offices in ${abbreviation} were not reminded this morning (no finished run for 25 hours).`,
        look: { what: 'Executions', at: `states/home#/statemachines/view/${reminders.run.arn}` },
      });
    }
    alarms.add('SweepDayMissed', {
      metric: reminders.missed,
      windows: 1,
      harm: 'Offices were not reminded on a working day: they have been told of it later, with the next letter.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${reminders.run.arn}` },
    });
    alarms.add('LettersRefused', {
      metric: reminders.refused,
      windows: 1,
      harm: 'SES would not send letters: their offices were not reminded today.',
      look: { what: 'Log of the reminders', at: reminders.remindOffices.logPage },
    });
    alarms.add('MonthlyReportFailed', {
      section: 'monthly-report-missing',
      metric: monthly.run.failed,
      windows: 1,
      harm: 'Secretariats and heads of regions do not get the report of last month.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${monthly.run.arn}` },
    });
    for (const zone of ZONE_NAMES) {
      const { abbreviation } = ZONES[zone];
      alarms.addSilence(`MonthlyReportMissing${abbreviation}`, {
        section: 'monthly-report-missing',
        metric: monthly.finished(zone),
        hours: 25,
        harm: `Offices in ${abbreviation} have not all got the report of last month (nothing done for 25 hours).`,
        look: { what: 'Executions', at: `states/home#/statemachines/view/${monthly.run.arn}` },
      });
    }
    alarms.add('EarlyLettersFailed', {
      metric: earlyLetters.failed,
      windows: 1,
      harm: 'Offices are not told of moves before their next digest.',
      look: { what: 'Executions', at: `states/home#/statemachines/view/${earlyLetters.arn}` },
    });
    alarms.add('NewsDelayed', {
      metric: earlyLetters.delay,
      from: Duration.minutes(15).toMilliseconds(),
      windows: 2,
      harm: earlyLetters.collectMoveNotices.errorImpact,
      look: { what: 'Log of what gathers news', at: earlyLetters.collectMoveNotices.logPage },
    });

    new CfnOutput(this, 'ApiId', { value: api.id });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'ConsoleUrl', { value: api.consoleUrl });
    new CfnOutput(this, 'LifecycleArn', { value: lifecycle.arn });
  }
}
