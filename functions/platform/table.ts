import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { batchGetItems, queryAllPages, queryInput } from './table-queries.ts';

/** An item as unmarshalled, unparsed values. */
export type Item = Readonly<Record<string, unknown>>;

/** The range of a query: a partition of the table or of an index, optionally limited by the sort key. */
export interface Range {
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string };
  readonly value: string;
  readonly prefix?: string;
  readonly between?: readonly [string, string];
  /** Reads in descending order of sort keys. */
  readonly backwards?: boolean;
  /** Eventually consistent, at half the price. Indexes are always read this way. */
  readonly isEventual?: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  /** The key to continue from; absent on the last page. */
  readonly last?: Readonly<Record<string, unknown>>;
}

/** One write of a transaction, with its condition. */
export type Write =
  | { readonly put: Item; readonly condition?: string; readonly values?: Item }
  | { readonly remove: Key };

/** The interface that stores depend on. */
export type TableAccess = Pick<Table, keyof Table>;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The DynamoDB table in unmarshalled values. */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  constructor(client: DynamoDBClient, name: string) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#name = name;
  }

  /** Reads one item, strongly consistent. */
  async get(key: Key): Promise<Item | undefined> {
    const input = { TableName: this.#name, Key: { ...key }, ConsistentRead: true };
    return (await this.#client.send(new GetCommand(input))).Item;
  }

  /**
   * Reads items in the order of the keys; leaves out keys without an item. Eventually consistent, at half the price,
   * unless `isConsistent`.
   */
  async getAll(requested: readonly Key[], { isConsistent = false } = {}): Promise<readonly Item[]> {
    return await batchGetItems(requested, async (Keys) => {
      const input = { RequestItems: { [this.#name]: { Keys, ConsistentRead: isConsistent } } };
      const { Responses, UnprocessedKeys } = await this.#client.send(new BatchGetCommand(input));
      return { found: Responses?.[this.#name] ?? [], rest: UnprocessedKeys?.[this.#name]?.Keys ?? [] };
    });
  }

  /** Reads a page of a range in the order of sort keys. Reads the table strongly consistent unless `isEventual`. */
  async query(range: Range, limit?: number, after?: Page['last']): Promise<Page> {
    const input = queryInput(this.#name, range, limit, after);
    const { Items: items = [], LastEvaluatedKey: last } = await this.#client.send(new QueryCommand(input));
    return last === undefined ? { items } : { items, last };
  }

  async queryAll(range: Range): Promise<readonly Item[]> {
    return await queryAllPages((after) => this.query(range, undefined, after));
  }

  /** Writes all items in one transaction. @returns false if a condition failed; then nothing was written */
  async write(writes: readonly Write[]): Promise<boolean> {
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: writes.map((write) => this.#toAws(write)) }));
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      if (codes.includes('ConditionalCheckFailed')) return false;
      throw error;
    }
  }

  /**
   * Writes one item, at half the price of a transaction.
   * @returns false if the condition failed; then nothing was written
   */
  async put(item: Item, condition?: string, values?: Item): Promise<boolean> {
    const input = { TableName: this.#name, Item: item, ...conditionOf(condition, values) };
    return await conditionHolds(this.#client.send(new PutCommand(input)));
  }

  /** Removes one item. @returns false if the condition failed; then the item is unchanged */
  async remove(key: Key, condition?: string, values?: Item): Promise<boolean> {
    const input = { TableName: this.#name, Key: { ...key }, ...conditionOf(condition, values) };
    return await conditionHolds(this.#client.send(new DeleteCommand(input)));
  }

  #toAws(write: Write): TransactItem {
    if ('remove' in write) return { Delete: { TableName: this.#name, Key: { ...write.remove } } };
    return { Put: { TableName: this.#name, Item: write.put, ...conditionOf(write.condition, write.values) } };
  }
}

function conditionOf(condition: string | undefined, values: Item | undefined) {
  return { ConditionExpression: condition, ExpressionAttributeValues: values };
}

async function conditionHolds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * Whether a concurrent transaction on the same item rejected the write. The caller may repeat it, starting with its
 * reads.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.includes('TransactionConflict');
}
