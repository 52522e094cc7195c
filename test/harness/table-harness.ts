import { readFileSync } from 'node:fs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import {
  type RecordedEvent,
  type StoredCommitment,
  toRecordedEvent,
  toStoredCommitment,
} from '../../functions/commitments/commitment-items.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import { StateMachineExecutions } from '../../functions/lifecycle/executions.client.ts';
import { TableFindingStore } from '../../functions/lifecycle/findings.store.ts';
import { Lifecycle } from '../../functions/lifecycle/lifecycle.service.ts';
import { TableOpenCommitments } from '../../functions/lifecycle/open-commitments.store.ts';
import { Reconciler } from '../../functions/lifecycle/reconciler.service.ts';
import { StateMachineWorkflow } from '../../functions/lifecycle/workflow.client.ts';
import { keys } from '../../functions/platform/keys.ts';
import { type Item, Table } from '../../functions/platform/table.ts';
import { seeded } from '../builders/random.ts';
import { type Definition, definitionOf } from './asl-runner/definition.ts';
import { StateFailure } from './asl-runner/failures.ts';
import { Runner } from './asl-runner/runner.ts';
import { Client } from './client.ts';
import { type Call, Faults } from './faults.ts';
import { dynamodbAnswering, stepFunctionsAnswering } from './memory/clients.ts';
import { answerOf as tableAnswer } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { answerOf as runnerAnswer } from './memory/step-functions.ts';
import { VirtualClock } from './virtual-clock.ts';

export const TABLE_NAME = 'commitments';
export const LIFECYCLE_ARN = 'arn:aws:states:xx-nowhere-1:000000000000:stateMachine:lifecycle';

const startArguments = z.strictObject({ StateMachineArn: z.string(), Name: z.string(), Input: z.unknown() });

const asl = readFileSync(new URL('../../workflows/commitment-lifecycle.asl.json', import.meta.url), 'utf8');
const LIFECYCLE = definitionOf(asl, { CommitmentsTable: TABLE_NAME });

/** The real lifecycle workflow, stores and services over a table in memory, in virtual time: everything except AWS and HTTP. */
export class TableHarness {
  readonly clock = new VirtualClock();
  readonly table = new MemoryTable();
  /** Faults of the workflow's own calls. */
  readonly faults = new Faults();
  readonly runner: Runner;
  readonly #latency: (() => number) | undefined;

  /** @param options.latency milliseconds in each direction of a call, by default 0 */
  constructor(options: { seed?: number; latency?: () => number; definition?: Definition } = {}) {
    this.#latency = options.latency;
    this.runner = new Runner({
      arn: LIFECYCLE_ARN,
      definition: options.definition ?? LIFECYCLE,
      clock: this.clock,
      random: seeded(options.seed ?? 1),
      integrations: {
        'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems': (args) =>
          this.#fromWorkflow('TransactWriteItems', args),
        'arn:aws:states:::aws-sdk:dynamodb:updateItem': (args) => this.#fromWorkflow('UpdateItem', args),
        'arn:aws:states:::states:startExecution': (args) => this.#startNext(args),
      },
    });
  }

  /** A new process with its own AWS clients. */
  client(faults = new Faults()): Client {
    const { table, workflow } = this.#process(faults);
    const commitments = new TableCommitmentStore(table);
    const lifecycle = new Lifecycle(commitments, workflow, this.clock.sleep);
    return new Client(commitments, lifecycle, faults, () => new Date(this.clock.now()));
  }

  /** A reconciler in a new process, with its store of findings. */
  reconciler(faults: Faults) {
    const { table, sfn, workflow } = this.#process(faults);
    const findings = new TableFindingStore(table);
    const executions = new StateMachineExecutions(sfn, LIFECYCLE_ARN);
    return {
      findings,
      reconciler: new Reconciler({ commitments: new TableOpenCommitments(table), executions, workflow, findings }),
    };
  }

  #process(faults: Faults) {
    const dynamodb = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, () =>
        this.#later(() => tableAnswer(this.table, action, input)),
      ),
    );
    const sfn = stepFunctionsAnswering((action, input) =>
      faults.around({ service: 'states', action, input }, () =>
        this.#later(() => runnerAnswer(this.runner, action, input)),
      ),
    );
    return { table: new Table(dynamodb, TABLE_NAME), sfn, workflow: new StateMachineWorkflow(sfn, LIFECYCLE_ARN) };
  }

  /** A commitment as stored, read without faults. */
  stored(commitmentId: string): StoredCommitment | undefined {
    const item = this.item(commitmentId);
    return item === undefined ? undefined : toStoredCommitment(item);
  }

  /** The item of a commitment, as plain values. */
  item(commitmentId: string): Item | undefined {
    const { pk, sk } = keys.commitment(commitmentId);
    const item = this.table.get({ pk: { S: pk }, sk: { S: sk } });
    return item === undefined ? undefined : unmarshall(item);
  }

  /** The events of a commitment, in order. */
  events(commitmentId: string): readonly RecordedEvent[] {
    const { pk } = keys.event(commitmentId, 1);
    return this.table
      .all()
      .filter((item) => item.pk?.S === pk)
      .map((item) => toRecordedEvent(unmarshall(item)));
  }

  async #later<Answer>(answer: () => Answer): Promise<Answer> {
    if (this.#latency === undefined) return answer();
    await this.clock.sleep(this.#latency());
    const answered = answer();
    await this.clock.sleep(this.#latency());
    return answered;
  }

  async #fromWorkflow(action: string, args: unknown): Promise<object> {
    return await this.#called('dynamodb', 'DynamoDb', action, args, () => tableAnswer(this.table, action, args));
  }

  async #startNext(args: unknown): Promise<object> {
    const { Name, Input } = startArguments.parse(args);
    return await this.#called('states', 'StepFunctions', 'StartExecution', args, () => {
      if (this.runner.start(Name, JSON.stringify(Input))) return {};
      throw new StateFailure('StepFunctions.ExecutionAlreadyExistsException');
    });
  }

  async #called(
    service: Call['service'],
    prefix: string,
    action: string,
    input: unknown,
    answer: () => object,
  ): Promise<object> {
    try {
      return await this.faults.around({ service, action, input }, () => this.#later(answer));
    } catch (error) {
      throw asWorkflowSees(error, prefix);
    }
  }
}

// AWS SDK integrations use the error names of the SDK for Java, prefixed with the service.
const IN_JAVA: Readonly<Record<string, string>> = {
  InternalServerError: 'InternalServerErrorException',
  RequestLimitExceeded: 'RequestLimitExceededException',
  // Errors outside of DynamoDB's model have the name of the base class.
  AccessDeniedException: 'DynamoDbException',
  Error: 'SdkClientException',
};

function asWorkflowSees(error: unknown, service: string): unknown {
  if (!(error instanceof Error) || error instanceof StateFailure) return error;
  const isOfAws = '$metadata' in error || 'code' in error;
  // A ValidationException and the like are bugs of the definition, which fail the test.
  return isOfAws ? new StateFailure(`${service}.${IN_JAVA[error.name] ?? error.name}`, error.message) : error;
}
