import { AssetHashType, type BundlingOptions, DockerImage, Duration, Validations } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import type { LogKeeping } from '../config.ts';
import { type ConsolePage, WINDOW } from './alarms.ts';
import { bundling, ROOT } from './bundling.ts';
import type { Dlq } from './dlq.ts';
import { type Environment, type FunctionName, kebab } from './functions.ts';
import { Log } from './log.ts';

/** The namespace of the platform's own metrics in CloudWatch. */
const METRICS_NAMESPACE = 'Tuntas';

export interface ServiceFunctionProps<Name extends FunctionName> {
  readonly name: Name;
  readonly environment: Environment<Name>;
  /** Who is affected if this function fails, in one sentence. */
  readonly errorImpact: string;
  readonly deployment: LogKeeping;
  /** 15 seconds by default: a request waits up to 5 seconds for a move. */
  readonly timeout?: Duration;
  /** For a function that is invoked asynchronously: receives the event after three failures. */
  readonly dlq?: Dlq;
}

/** A Lambda function of functions/, bundled, with a role and a log of its own. */
export class ServiceFunction<Name extends FunctionName> extends Construct implements IGrantable {
  readonly grantPrincipal: IPrincipal;
  readonly function: lambda.Function;
  readonly name: Name;
  /** Who is affected if this function fails. */
  readonly errorImpact: string;
  readonly log: ConsolePage;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Name>) {
    super(scope, id);
    this.name = props.name;
    this.errorImpact = props.errorImpact;
    const logGroup = new Log(this, 'Log', props.deployment);
    this.log = {
      title: `Log of ${kebab(props.name)}`,
      path: `cloudwatch/home#logsV2:log-groups/log-group/${logGroup.logGroupName}`,
    };
    // A role of its own instead of AWS's managed policy, which allows writing to every log.
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
      // CPU grows with memory, and a cold start needs CPU.
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
      ...(props.dlq === undefined ? {} : { onFailure: props.dlq.ofFunction, ...ASYNCHRONOUSLY }),
    });
    this.grantPrincipal = role;
    Validations.of(this.function).acknowledge(
      {
        id: 'Serverless-LambdaTracing',
        reason:
          'Without the X-Ray SDK, which the bundles leave out, a trace adds nothing to the metrics of the function.',
      },
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          props.dlq === undefined
            ? 'It is called synchronously: its caller sees a failure, and repeats the call.'
            : 'It has a failure destination, which receives the error as well, unlike a dead-letter queue of Lambda.',
      },
    );
  }

  /** ARN of the function. */
  get arn(): string {
    return this.function.functionArn;
  }

  /** Sum of a metric that the function counts. */
  counted(metricName: string, period: Duration, dimensions: Readonly<Record<string, string>> = {}): Metric {
    const dimensionsMap = { service: this.name, ...dimensions };
    return new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap, period, statistic: 'Sum' });
  }

  /** For a stream consumer: the age of the oldest record in a batch, at its maximum, in milliseconds. */
  get iteratorAge(): Metric {
    return this.function.metric('IteratorAge', { period: WINDOW, statistic: 'Maximum' });
  }

  /** May invoke the function and wait for its answer. */
  grantInvoke(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: [this.arn] });
  }
}

/** Lambda waits one minute before the first retry and two before the second (developer guide). */
const ASYNCHRONOUSLY = { retryAttempts: 2, maxEventAge: Duration.hours(1) };

/** Bundles on this machine; the image, which CDK requires as a fallback, is never used. */
function bundle(name: FunctionName): BundlingOptions {
  return {
    image: DockerImage.fromRegistry('none'),
    // CDK distinguishes bundles of one folder by these options alone; without the name all functions get the first one's.
    command: [name],
    local: {
      tryBundle(folder) {
        buildSync(bundling(name, folder));
        return true;
      },
    },
  };
}
