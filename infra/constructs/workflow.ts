import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import { type ConsolePage, WINDOW } from './alarms.ts';
import { Log } from './log.ts';
import { acknowledgeWildcard } from './wildcards.ts';

export interface WorkflowProps {
  /** Name of its definition in workflows/, without `.asl.json`. */
  readonly definition: string;
  /** The `${Name}` placeholders of the definition, each with its value. */
  readonly substitutions: Readonly<Record<string, string>>;
  readonly deployment: LogKeeping;
}

const NO_TRACE =
  'Executions wait for minutes, or for months and for people: a trace ends before they do, and the history has it all.';

/** A Standard state machine from its definition file, with the errors of its executions in a log. */
export class Workflow extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  readonly machine: StateMachine;
  /** The list of its executions. */
  readonly executions: ConsolePage;
  /** Executions that failed. */
  readonly failed: Metric;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const definition = readFileSync(new URL(`../../workflows/${props.definition}.asl.json`, import.meta.url), 'utf8');
    this.machine = new StateMachine(this, 'Machine', {
      // A string, not a file asset, so that `cdk diff` and the template tests see what changes.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: { ...props.substitutions },
      stateMachineType: StateMachineType.STANDARD,
      logs: {
        destination: new Log(this, 'Log', props.deployment),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    this.arn = this.machine.stateMachineArn;
    this.executions = { title: 'Executions', path: `states/home#/statemachines/view/${this.arn}` };
    this.failed = this.machine.metricFailed({ period: WINDOW });
    acknowledgeWildcard(
      this.machine,
      '*',
      'Log delivery has no resources of its own: AWS documents `*` for these actions.',
    );
    Validations.of(this.machine).acknowledge(
      {
        id: 'AwsSolutions-SF1',
        reason:
          'Step Functions keeps the history of every execution; a second copy of each event would cost more than it is worth.',
      },
      { id: 'AwsSolutions-SF2', reason: NO_TRACE },
      { id: 'Serverless-StepFunctionStateMachineXray', reason: NO_TRACE },
    );
  }

  /** May start an execution. */
  grantStart(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }
}
