import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** Where imports read files, and where they write rows. */
export interface ImportsProps {
  readonly deployment: LogKeeping;
  readonly commitments: CommitmentsTable;
  readonly evidence: EvidenceBucket;
  readonly lifecycle: CommitmentLifecycle;
}

/** Imports files of forums, commitments, offices and indicator readings on an administrator's request. */
export class Imports extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, { deployment, commitments, evidence, lifecycle }: ImportsProps) {
    super(scope, id);
    const importRecords = new ServiceFunction(this, 'ImportRecords', {
      name: 'importRecords',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        IMPORT_BUCKET: evidence.bucketName,
        LIFECYCLE_ARN: lifecycle.arn,
      },
      // A step raises 250 commitments, eight at once; each may take up to five seconds.
      timeout: Duration.minutes(3),
      errorImpact: 'No file can be imported; rows that are already imported are not affected.',
    });
    commitments.grantReadPlaces(importRecords);
    commitments.grantImport(importRecords);
    evidence.grantReadImports(importRecords);
    lifecycle.grantStart(importRecords);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'import',
      steps: { ImportRecords: importRecords },
      commitments,
      deployment,
    });
  }
}
