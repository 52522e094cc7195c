import { Construct } from 'constructs';
import type { Deployment, LogKeeping } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import type { HttpApi } from './http-api.ts';
import { type RunWorkflows, runVariablesOf } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

export interface ApiFunctionProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'remindsAnyDay'>;
  readonly api: HttpApi;
  readonly commitments: CommitmentsTable;
  readonly evidence: EvidenceBucket;
  readonly lifecycle: CommitmentLifecycle;
  /** The workflows that `POST /runs` starts. */
  readonly runs: RunWorkflows;
  readonly alarms: Alarms;
}

/** The function that answers the routes of the API. */
export class ApiFunction extends Construct {
  constructor(scope: Construct, id: string, props: ApiFunctionProps) {
    super(scope, id);
    const { deployment, api, commitments, evidence, lifecycle, runs, alarms } = props;
    const serveApi = new ServiceFunction(this, 'ServeApi', {
      name: 'serveApi',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        EVIDENCE_BUCKET: evidence.bucketName,
        IMPORT_BUCKET: evidence.bucketName,
        LIFECYCLE_ARN: lifecycle.arn,
        ...runVariablesOf(runs, deployment),
      },
      errorImpact: 'No office can read its commitments, move them or hand in evidence.',
    });
    commitments.grantRead(serveApi);
    commitments.grantWrite(serveApi);
    evidence.grantUpload(serveApi);
    evidence.grantRead(serveApi);
    evidence.grantUploadImports(serveApi);
    lifecycle.grantMove(serveApi);
    for (const run of Object.values(runs)) run.grantStart(serveApi);
    api.addRoutes(serveApi);

    alarms.add(this, 'ApiFailing', {
      metric: api.serverErrors,
      windows: 2,
      harm: serveApi.errorImpact,
      look: serveApi.log,
    });
  }
}
