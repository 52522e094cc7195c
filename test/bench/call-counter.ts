import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { asStored } from '../harness/memory/document-calls.ts';
import { itemSize, type StoredItem } from '../oracles/write-meter.ts';

const READ_UNIT = 4096;

/** AWS's task tokens have 600 to 900 characters. Those of the local engine are shorter, so this one is counted instead. */
const TOKEN: AttributeValue = { S: 'x'.repeat(1000) };

const items = z.array(z.custom<StoredItem>());
const read = z.object({
  input: z.object({ ConsistentRead: z.boolean().optional() }),
  output: z.object({
    Item: z.custom<StoredItem>().optional(),
    Items: items.optional(),
    Responses: z.record(z.string(), items).optional(),
  }),
});

/** Counts the calls of two clients, and the read units of DynamoDB's document calls. */
export class CallCounter {
  readonly #seen = new Map<string, { readonly service: 'DynamoDB' | 'Step Functions'; readonly units: number }>();

  constructor(dynamodb: DynamoDBClient, sfn: SFNClient) {
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          const units = readUnits(String(commandName), { input: args.input, output: asStored(result.output) });
          this.#count('DynamoDB', commandName, args.input, units);
          return result;
        },
      { step: 'initialize' },
    );
    sfn.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          this.#count('Step Functions', commandName, args.input, 0);
          return next(args);
        },
      { step: 'initialize' },
    );
  }

  reset(): void {
    this.#seen.clear();
  }

  /** The counts since the last reset. */
  get counts() {
    const seen = [...this.#seen.values()];
    const of = (name: string) => seen.filter(({ service }) => service === name);
    return {
      dynamodb: of('DynamoDB').length,
      stepFunctions: of('Step Functions').length,
      readUnits: seen.reduce((sum, { units }) => sum + units, 0),
    };
  }

  /** Repeated calls count once: how often a move's event is polled depends on the machine. */
  #count(service: 'DynamoDB' | 'Step Functions', command: unknown, input: unknown, units: number): void {
    this.#seen.set(JSON.stringify([command, input]), { service, units });
  }
}

/**
 * A unit for each 4 KB read, half of it if eventually consistent, and at least one block if nothing is found. A batch
 * rounds up each item, a query the sum.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB read and write operations".
 */
function readUnits(command: string, call: unknown): number {
  if (!/^(GetItem|Query|BatchGetItem)Command$/.test(command)) return 0;
  const { input, output } = read.parse(call);
  const each = input.ConsistentRead ? 1 : 0.5;
  if (output.Responses !== undefined) {
    const found = Object.values(output.Responses).flat();
    return found.reduce((sum, item) => sum + each * blocks(sizeOf(item)), 0);
  }
  const found = output.Items ?? (output.Item === undefined ? [] : [output.Item]);
  return each * blocks(found.reduce((sum, item) => sum + sizeOf(item), 0));
}

const blocks = (bytes: number) => Math.max(1, Math.ceil(bytes / READ_UNIT));
const sizeOf = (item: StoredItem) => itemSize(item.task === undefined ? item : { ...item, task: TOKEN });
