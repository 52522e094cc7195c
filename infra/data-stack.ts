import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { CommitmentsStorage } from './constructs/commitments-storage.ts';
import { EvidenceStorage } from './constructs/evidence-storage.ts';
import { Publication } from './constructs/published.ts';
import { ReportStorage } from './constructs/report-storage.ts';
import { UserPool } from './constructs/user-pool.ts';

/** The deployment. */
export interface DataStackProps extends StackProps {
  readonly deployment: Deployment;
}

/** Data that must never be lost: the table, the evidence, the monthly reports, the users. */
export class DataStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, ...props }: DataStackProps) {
    super(scope, id, props);
    const commitments = new CommitmentsStorage(this, 'Commitments', deployment);
    const evidence = new EvidenceStorage(this, 'Evidence', deployment);
    const reports = new ReportStorage(this, 'Reports', { deployment, accessLogs: evidence.accessLogs });
    const users = new UserPool(this, 'Users', deployment);
    new Publication(this, 'Published', {
      deployment,
      values: {
        'table-name': commitments.tableName,
        'table-stream-arn': commitments.streamArn,
        'evidence-bucket': evidence.bucketName,
        'report-bucket': reports.bucketName,
        'user-pool-id': users.pool.userPoolId,
      },
    });

    new CfnOutput(this, 'TableName', { value: commitments.tableName });
    new CfnOutput(this, 'EvidenceBucket', { value: evidence.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: users.pool.userPoolId });
  }
}
