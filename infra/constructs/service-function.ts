import { AssetHashType, type BundlingOptions, DockerImage, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import type { Deployment } from '../config.ts';
import { bundling, ROOT } from './bundling.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Environment, FunctionName } from './functions.ts';

/** The namespace of the platform's own metrics in CloudWatch. */
const METRICS_NAMESPACE = 'Tuntas';

/** What a function needs: its name, its variables, and who is hurt when it breaks. */
export interface ServiceFunctionProps<Name extends FunctionName> {
  readonly name: Name;
  readonly environment: Environment<Name>;
  /** A sentence that says who is hurt if this function breaks. */
  readonly errorImpact: string;
  readonly deployment: Pick<Deployment, 'logDays'>;
  /** 15 seconds unless given: a move waits 5 for its answer. */
  readonly timeout?: Duration;
  /** Where its event goes when it has failed three times; for a function that is called asynchronously. */
  readonly deadLetters?: DeadLetters;
}

/** A Lambda function of functions/, bundled, with its own role and its own log. */
export class ServiceFunction<Name extends FunctionName> extends Construct implements IGrantable {
  readonly grantPrincipal: IPrincipal;
  readonly function: lambda.Function;
  /** Who is hurt if this function breaks. */
  readonly errorImpact: string;
  /** Page of its log in the AWS console. */
  readonly logPage: string;
  readonly #name: Name;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Name>) {
    super(scope, id);
    this.#name = props.name;
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
      // More memory is more processor, which a cold start needs.
      memorySize: 1024,
      timeout: props.timeout ?? Duration.seconds(15),
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      },
      ...(props.deadLetters === undefined ? {} : { onFailure: props.deadLetters.ofFunction, ...ASYNCHRONOUSLY }),
    });
    this.grantPrincipal = role;
    Validations.of(this.function).acknowledge(
      {
        id: 'Serverless-LambdaTracing',
        reason:
          'Without the X-Ray SDK, which the bundles leave out, a trace tells no more than the metrics of the function.',
      },
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          props.deadLetters === undefined
            ? 'It is called synchronously: its caller hears of a failure, and repeats the call.'
            : 'It has a failure destination, which other than a dead-letter queue of Lambda is given the error as well.',
      },
    );
  }

  /** ARN of the function. */
  get arn(): string {
    return this.function.functionArn;
  }

  /** What the function counts under a name of our own, added up over a period. */
  counted(metricName: string, period: Duration, dimensions: Readonly<Record<string, string>> = {}): Metric {
    const dimensionsMap = { service: this.#name, ...dimensions };
    return new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap, period, statistic: 'Sum' });
  }

  /** May call the function and wait for its answer. */
  grantInvoke(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [this.arn] });
  }
}

/** Lambda waits one minute before the first repetition and two before the second (developer guide). */
const ASYNCHRONOUSLY = { retryAttempts: 2, maxEventAge: Duration.hours(1) };

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
