import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { CommitmentsTable } from './constructs/commitments-table.ts';
import { EvidenceBucket } from './constructs/evidence-bucket.ts';
import { ReportBucket } from './constructs/report-bucket.ts';
import { UserPool } from './constructs/user-pool.ts';

/** The deployment. */
export interface DataStackProps extends StackProps {
  readonly deployment: Deployment;
}

/** Data that must never be lost: the table, the evidence, the monthly reports, the users. */
export class DataStack extends Stack {
  readonly commitments: CommitmentsTable;
  readonly evidence: EvidenceBucket;
  readonly reports: ReportBucket;
  readonly users: UserPool;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.commitments = new CommitmentsTable(this, 'Commitments', props.deployment);
    this.evidence = new EvidenceBucket(this, 'Evidence', props.deployment);
    this.reports = new ReportBucket(this, 'Reports', {
      deployment: props.deployment,
      accessLogs: this.evidence.accessLogs,
    });
    this.users = new UserPool(this, 'Users', props.deployment);

    new CfnOutput(this, 'TableName', { value: this.commitments.tableName });
    new CfnOutput(this, 'EvidenceBucket', { value: this.evidence.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: this.users.pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: this.users.client.userPoolClientId });
  }
}
