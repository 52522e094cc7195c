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
import { everyPage, itemsOf, queryOf } from './table-queries.ts';

/** An item as plain values; it is parsed by whoever knows its kind. */
export type Item = Readonly<Record<string, unknown>>;

/** What a query reads: a partition of the table or of an index, and what the sort key begins with or lies between. */
export interface Range {
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string };
  readonly value: string;
  readonly prefix?: string;
  readonly between?: readonly [string, string];
  /** From the end of the range to its beginning. */
  readonly backwards?: boolean;
  /** At half the price, and perhaps not yet with what was just written; an index is always read so. */
  readonly isEventual?: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where to go on; absent at the end. */
  readonly last?: Readonly<Record<string, unknown>>;
}

/** One write of a transaction, with the condition on which it may happen. */
export type Write =
  | { readonly put: Item; readonly condition?: string; readonly values?: Item }
  | { readonly remove: Key };

/** What the stores need of a table. */
export type TableAccess = Pick<Table, keyof Table>;

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The table, in plain values. */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  constructor(client: DynamoDBClient, name: string) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#name = name;
  }

  /** Reads an item, strongly consistent. */
  async get(key: Key): Promise<Item | undefined> {
    const input = { TableName: this.#name, Key: { ...key }, ConsistentRead: true };
    return (await this.#client.send(new GetCommand(input))).Item;
  }

  /** Reads items, eventually consistent, a hundred a call, in the order of the keys; those that do not exist are left out. */
  async getAll(wanted: readonly Key[]): Promise<readonly Item[]> {
    return await itemsOf(wanted, async (Keys) => {
      const input = { RequestItems: { [this.#name]: { Keys } } };
      const { Responses, UnprocessedKeys } = await this.#client.send(new BatchGetCommand(input));
      return { found: Responses?.[this.#name] ?? [], rest: UnprocessedKeys?.[this.#name]?.Keys ?? [] };
    });
  }

  /** Reads a page of a range, in the order of its sort keys or backwards; of the table itself strongly consistent. */
  async query(range: Range, limit?: number, after?: Page['last']): Promise<Page> {
    const input = queryOf(this.#name, range, limit, after);
    const { Items: items = [], LastEvaluatedKey: last } = await this.#client.send(new QueryCommand(input));
    return last === undefined ? { items } : { items, last };
  }

  /** Reads a whole range. */
  async queryAll(range: Range): Promise<readonly Item[]> {
    return await everyPage((after) => this.query(range, undefined, after));
  }

  /**
   * Writes all or nothing.
   * @returns false if a condition did not hold, in which case nothing was written
   */
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
   * @returns false if the condition did not hold, in which case nothing was written
   */
  async put(item: Item, condition?: string, values?: Item): Promise<boolean> {
    const input = { TableName: this.#name, Item: item, ...conditionOf(condition, values) };
    return await happens(this.#client.send(new PutCommand(input)));
  }

  /** Removes one item. @returns false if the condition did not hold, in which case it is left as it is */
  async remove(key: Key, condition?: string, values?: Item): Promise<boolean> {
    const input = { TableName: this.#name, Key: { ...key }, ...conditionOf(condition, values) };
    return await happens(this.#client.send(new DeleteCommand(input)));
  }

  #toAws(write: Write): TransactItem {
    if ('remove' in write) return { Delete: { TableName: this.#name, Key: { ...write.remove } } };
    return { Put: { TableName: this.#name, Item: write.put, ...conditionOf(write.condition, write.values) } };
  }
}

function conditionOf(condition: string | undefined, values: Item | undefined) {
  return { ConditionExpression: condition, ExpressionAttributeValues: values };
}

async function happens(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Whether a write was turned away because another one was at the same item: it may be repeated, from its reads on. */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.includes('TransactionConflict');
}
