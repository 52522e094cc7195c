import { AssetHashType, type BundlingOptions, DockerImage, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import type { Environment } from '../../functions/runtime/environments.ts';
import type { Deployment } from '../config.ts';
import { bundling, type FunctionName, ROOT } from './bundling.ts';

/** What a function needs: its name, its variables, and who is hurt when it breaks. */
export interface ServiceFunctionProps<Name extends FunctionName> {
  /** Key of its schema in functions/runtime/environments.ts; its file is the same in kebab case. */
  readonly name: Name;
  readonly environment: Environment<Name>;
  /** A sentence that says who is hurt if this function breaks. */
  readonly errorImpact: string;
  readonly deployment: Pick<Deployment, 'logDays'>;
}

/** A Lambda function of functions/, bundled, with its own role and its own log. */
export class ServiceFunction<Name extends FunctionName> extends Construct implements IGrantable {
  readonly grantPrincipal: IPrincipal;
  readonly function: lambda.Function;
  /** Who is hurt if this function breaks. */
  readonly errorImpact: string;
  /** Page of its log in the AWS console. */
  readonly logPage: string;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Name>) {
    super(scope, id);
    this.errorImpact = props.errorImpact;
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.deployment.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.logPage = `cloudwatch/home#logsV2:log-groups/log-group/${logGroup.logGroupName}`;
    // A role of its own instead of AWS's managed policy, which lets a function write to every log there is.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    this.function = new lambda.Function(this, 'Function', {
      description: props.errorImpact,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(`${ROOT}/functions`, {
        assetHashType: AssetHashType.OUTPUT,
        bundling: bundle(props.name),
      }),
      // More memory is more processor, which a cold start needs; a move waits 5 s at most for its answer.
      memorySize: 1024,
      timeout: Duration.seconds(15),
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: 'Tuntas',
      },
    });
    this.grantPrincipal = role;
  }
}

/** Bundles on this machine; the image, which CDK demands as a fallback, is never used. */
function bundle(name: FunctionName): BundlingOptions {
  return {
    image: DockerImage.fromRegistry('none'),
    // CDK tells bundles of one folder apart by these options alone; without the name all functions get the first one's.
    command: [name],
    local: {
      tryBundle(folder) {
        buildSync(bundling(name, folder));
        return true;
      },
    },
  };
}
