import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DELIVERIES } from '../../functions/notifications/letter-events.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Dlq } from './dlq.ts';
import type { OfficialMail } from './official-mail.ts';
import { ServiceFunction } from './service-function.ts';

/** The letters that are tracked. */
export interface DeliveryTrackingProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'adminOffice'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** Records the delivery status of letters, and suppresses addresses that bounce or complain. */
export class DeliveryTracking extends Construct {
  constructor(scope: Construct, id: string, { deployment, commitments, mail, alarms, dlq }: DeliveryTrackingProps) {
    super(scope, id);
    const recordDelivery = new ServiceFunction(this, 'RecordDelivery', {
      name: 'recordDelivery',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment,
        ADMIN_OFFICE: deployment.adminOffice,
      },
      // The letter to the administrators waits for the rate limiter, and longer when SES throttles.
      timeout: Duration.seconds(30),
      dlq,
      errorImpact: 'Unreachable offices go unnoticed, and letters still go to addresses that bounce.',
    });
    commitments.grantOutbox(recordDelivery);
    mail.grantSend(recordDelivery);
    mail.publishEventsTo(recordDelivery, dlq);
    alarms.add(this, 'OfficeUnreachable', {
      metric: recordDelivery.counted(DELIVERIES, WINDOW, { recording: 'suppressed' }),
      windows: 1,
      harm: 'A letter has not reached an office or its holder: the office may not know what is overdue.',
      look: recordDelivery.log,
    });
  }
}
