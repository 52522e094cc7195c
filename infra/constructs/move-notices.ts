import { Duration } from 'aws-cdk-lib';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { NOTIFIED_MOVES } from '../../functions/notifications/letter-contents.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Dlq } from './dlq.ts';
import type { OfficialMail } from './official-mail.ts';
import { ServiceFunction } from './service-function.ts';
import { StreamSource } from './stream-source.ts';
import { Workflow } from './workflow.ts';

/** The commitments whose moves offices are notified of, and how letters are sent. */
export interface MoveNoticesProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'moveNotices'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** Notifies offices of moves before their next digest: collected over a batching window, sent in office hours. */
export class MoveNotices extends Construct {
  constructor(scope: Construct, id: string, { deployment, commitments, mail, alarms, dlq }: MoveNoticesProps) {
    super(scope, id);
    const windowSeconds = String(deployment.moveNotices.windowSeconds);
    const sendMoveNotices = new ServiceFunction(this, 'SendMoveNotices', {
      name: 'sendMoveNotices',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment,
        BATCHING_SECONDS: windowSeconds,
        IN_OFFICE_HOURS: deployment.moveNotices.inOfficeHours ? 'true' : 'false',
      },
      // A page of 25 offices takes 25 seconds at the send rate of a new SES account; the rest is reserve.
      timeout: Duration.minutes(2),
      errorImpact: 'An office learns of a move with its next digest only.',
    });
    commitments.grantSendMoveNotices(sendMoveNotices);
    mail.grantSend(sendMoveNotices);
    const workflow = new Workflow(this, 'Workflow', {
      definition: 'move-notices',
      substitutions: { SendMoveNotices: sendMoveNotices.arn },
      deployment,
    });
    sendMoveNotices.grantInvoke(workflow.machine);
    const collectMoveNotices = new ServiceFunction(this, 'CollectMoveNotices', {
      name: 'collectMoveNotices',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        EARLY_LETTER_ARN: workflow.arn,
        BATCHING_SECONDS: windowSeconds,
      },
      timeout: Duration.minutes(1),
      errorImpact: 'No office learns of a move before its next reminder.',
    });
    commitments.grantCollectMoveNotices(collectMoveNotices);
    workflow.grantStart(collectMoveNotices);
    new StreamSource(this, 'Stream', {
      consumer: collectMoveNotices,
      commitments,
      filter: MOVES_WITH_NOTICES,
      // Fewer invocations; ten seconds do not matter in a batching window of half an hour.
      batchSize: 25,
      maxBatchingWindow: Duration.seconds(10),
      dlq,
    });
    alarms.add(this, 'MoveNoticesFailed', {
      metric: workflow.failed,
      windows: 1,
      harm: 'Offices are not notified of moves before their next digest.',
      look: workflow.executions,
    });
    alarms.add(this, 'MoveNoticesDelayed', {
      metric: collectMoveNotices.iteratorAge,
      threshold: Duration.minutes(15).toMilliseconds(),
      windows: 2,
      harm: collectMoveNotices.errorImpact,
      look: collectMoveNotices.log,
    });
  }
}

/** New events of the moves that offices are notified of. */
const MOVES_WITH_NOTICES = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    Keys: { pk: { S: FilterRule.beginsWith('E#') } },
    NewImage: { move: { S: FilterRule.or(...NOTIFIED_MOVES) } },
  },
};
