import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { DELIVERIES } from '../../functions/notifications/letter-events.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { OfficialMail } from './official-mail.ts';
import { ServiceFunction } from './service-function.ts';

/** What deliveries are recorded with. */
export interface DeliveryRecordsProps {
  readonly deployment: Pick<Deployment, 'adminOffice' | 'logDays' | 'settleAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  /** Address of the console, to which letters lead. */
  readonly consoleUrl: string;
  readonly deadLetters: DeadLetters;
}

/** Keeps what became of letters, and no longer writes to addresses that cannot be reached. */
export class DeliveryRecords extends Construct {
  readonly recordDelivery: ServiceFunction<'recordDelivery'>;

  constructor(scope: Construct, id: string, props: DeliveryRecordsProps) {
    super(scope, id);
    const { deployment, commitments, mail, deadLetters } = props;
    this.recordDelivery = new ServiceFunction(this, 'RecordDelivery', {
      name: 'recordDelivery',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment(deployment.settleAfterSeconds),
        CONSOLE_URL: props.consoleUrl,
        ADMIN_OFFICE: deployment.adminOffice,
      },
      // The letter to the administrators waits for its place, and longer where SES answers that it is asked too often.
      timeout: Duration.seconds(30),
      deadLetters,
      errorImpact: 'Nobody learns that an office cannot be reached, and letters go on to addresses that bounce.',
    });
    commitments.grantKeepLetters(this.recordDelivery);
    mail.grantSend(this.recordDelivery);
    mail.tell(this.recordDelivery, deadLetters);
  }

  /** Addresses that letters were found not to reach. */
  get unreachable(): Metric {
    return this.recordDelivery.counted(DELIVERIES, WINDOW, { recording: 'suppressed' });
  }
}
