import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { CommitmentLifecycle } from './constructs/commitment-lifecycle.ts';
import { HttpApi } from './constructs/http-api.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import type { DataStack } from './data-stack.ts';

/** What a service stack is made for, and the data that it serves. */
export interface ServiceStackProps extends StackProps {
  readonly deployment: Deployment;
  readonly data: Pick<DataStack, 'commitments' | 'evidence' | 'users'>;
}

/** Everything that can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { deployment } = props;
    const { commitments, evidence, users } = props.data;

    const lifecycle = new CommitmentLifecycle(this, 'Lifecycle', { deployment, commitments });

    const serveApi = new ServiceFunction(this, 'ServeApi', {
      name: 'serveApi',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        EVIDENCE_BUCKET: evidence.bucketName,
        LIFECYCLE_ARN: lifecycle.arn,
      },
      errorImpact: 'No office can read its commitments, move them or hand in evidence.',
    });
    commitments.grantRead(serveApi);
    commitments.grantRecord(serveApi);
    evidence.grantUpload(serveApi);
    evidence.grantRead(serveApi);
    lifecycle.grantCarry(serveApi);

    const serveOpenapi = new ServiceFunction(this, 'ServeOpenapi', {
      name: 'serveOpenapi',
      deployment,
      environment: {},
      errorImpact: 'Nobody can read how the API is to be called; the API itself goes on.',
    });

    const api = new HttpApi(this, 'Api', { deployment, users, handlers: { serveApi, serveOpenapi } });

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

    new CfnOutput(this, 'ApiId', { value: api.id });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'LifecycleArn', { value: lifecycle.arn });
  }
}
