import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What an import reads, and what it enters rows into. */
export interface ImportingProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly commitments: CommitmentsTable;
  readonly evidence: EvidenceBucket;
  readonly lifecycle: CommitmentLifecycle;
}

/** Imports files of forums, commitments, offices and indicator readings, as an administrator asks for it. */
export class Importing extends Construct {
  readonly run: RunWorkflow<'importRecords'>;

  constructor(scope: Construct, id: string, props: ImportingProps) {
    super(scope, id);
    const { deployment, commitments, evidence, lifecycle } = props;
    const importRecords = new ServiceFunction(this, 'ImportRecords', {
      name: 'importRecords',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        IMPORT_BUCKET: evidence.bucketName,
        LIFECYCLE_ARN: lifecycle.arn,
      },
      // A step raises 250 commitments, eight at once, each of which may take its five seconds.
      timeout: Duration.minutes(3),
      errorImpact: 'No file can be imported; whatever has been entered goes on.',
    });
    commitments.grantReadPlaces(importRecords);
    commitments.grantEnter(importRecords);
    evidence.grantReadImports(importRecords);
    lifecycle.grantRevive(importRecords);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'import',
      steps: { place: 'ImportRecords', function: importRecords },
      commitments,
      deployment,
    });
  }
}
