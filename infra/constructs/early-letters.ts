import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { NOTIFIED_MOVES } from '../../functions/notifications/digests.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { OfficialMail } from './official-mail.ts';
import { ServiceFunction } from './service-function.ts';
import { Workflow } from './workflow.ts';

/** What is told, and where to. */
export interface EarlyLettersProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'earlyLetters' | 'settleAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  /** Address of the console, to which letters lead. */
  readonly consoleUrl: string;
  readonly deadLetters: DeadLetters;
}

/** A batch is what comes within ten seconds: fewer calls, and soon enough for half an hour. */
const BATCHES = { batchSize: 25, maxBatchingWindow: Duration.seconds(10) };

/** What passes by itself has passed within the hour; a broken record holds up those of its shard no longer. */
const REPETITIONS = { retryAttempts: 10, maxRecordAge: Duration.hours(1), bisectBatchOnError: true };

/** Tells offices of a move before their next digest: gathered for a while, in office hours. */
export class MoveNoticeWorkflow extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  readonly collectMoveNotices: ServiceFunction<'collectMoveNotices'>;
  readonly #workflow: Workflow;

  constructor(scope: Construct, id: string, props: EarlyLettersProps) {
    super(scope, id);
    const { deployment, commitments, mail, deadLetters } = props;
    const sendMoveNotices = new ServiceFunction(this, 'SendMoveNotices', {
      name: 'sendMoveNotices',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment(deployment.settleAfterSeconds),
        CONSOLE_URL: props.consoleUrl,
        BATCHING_SECONDS: String(deployment.earlyLetters.batchingSeconds),
        IN_OFFICE_HOURS: deployment.earlyLetters.inOfficeHours ? 'true' : 'false',
      },
      // A page of 25 offices at the letter a second that a new account of SES may send, and then some.
      timeout: Duration.minutes(2),
      errorImpact: 'An office hears of a move with its next digest only.',
    });
    commitments.grantSendMoveNotices(sendMoveNotices);
    mail.grantSend(sendMoveNotices);
    this.#workflow = new Workflow(this, 'Workflow', {
      definition: 'early-letter',
      substitutions: { SendMoveNotices: sendMoveNotices.arn },
      deployment,
    });
    const { machine } = this.#workflow;
    this.arn = machine.stateMachineArn;
    sendMoveNotices.grantInvoke(machine);
    this.collectMoveNotices = new ServiceFunction(this, 'CollectMoveNotices', {
      name: 'collectMoveNotices',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        EARLY_LETTER_ARN: this.arn,
        BATCHING_SECONDS: String(deployment.earlyLetters.batchingSeconds),
      },
      timeout: Duration.minutes(1),
      errorImpact: 'No office hears of a move before the turn that it opened is reminded of.',
    });
    commitments.grantReadStream(this.collectMoveNotices);
    commitments.grantCollectMoveNotices(this.collectMoveNotices);
    machine.grantStartExecution(this.collectMoveNotices);
    new EventSourceMapping(this, 'Stream', {
      target: this.collectMoveNotices.function,
      eventSourceArn: commitments.streamArn,
      // From the oldest: what happens while the mapping is made would be missed from the latest (Lambda guide).
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(newsAlone())],
      reportBatchItemFailures: true,
      onFailure: deadLetters.ofStream,
      ...BATCHES,
      ...REPETITIONS,
    });
  }

  /** Executions that failed: their offices were not told before the next digest. */
  get failed(): Metric {
    return this.#workflow.machine.metricFailed({ period: WINDOW });
  }

  /** How old the events are that news is gathered from, at most, in milliseconds. */
  get delay(): Metric {
    return this.collectMoveNotices.function.metric('IteratorAge', { period: WINDOW, statistic: 'Maximum' });
  }
}

/** The filter that lets through events, just written, of moves that are told; nothing else calls the function. */
function newsAlone() {
  return {
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: {
      Keys: { pk: { S: FilterRule.beginsWith('E#') } },
      NewImage: { move: { S: FilterRule.or(...NOTIFIED_MOVES) } },
    },
  };
}
