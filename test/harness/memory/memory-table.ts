import {
  type AttributeValue,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { type Attributes, Expressions, orderOf, tokensOf, ValidationException } from './conditions.ts';
import type { DeleteInput, PutInput, QueryInput, TransactInput, UpdateInput } from './requests.ts';

/** An index by its keys. It returns all attributes, although the real indexes project fewer. */
interface Index {
  readonly partition: string;
  readonly sort: string;
}

const PRIMARY: Index = { partition: 'pk', sort: 'sk' };
const INDEXES: Readonly<Record<string, Index>> = {
  byPlace: { partition: 'place', sort: 'placeSort' },
  byForum: { partition: 'forumId', sort: 'pk' },
  byTurn: { partition: 'waitsFor', sort: 'until' },
};

/** DynamoDB's limit for an item, in bytes. */
const ITEM_LIMIT = 400 * 1024;

/** DynamoDB's limit for the page of a query, in bytes. */
const PAGE_LIMIT = 1024 * 1024;

/** A read or write of an item. */
export interface Touch {
  readonly how: 'read' | 'written';
  readonly pk: string;
}

/** The table in memory, for the requests that the product makes. It throws on any other form. test/README.md has its limits. */
export class MemoryTable {
  /** By partition key, then by both keys. */
  readonly #items = new Map<string, Map<string, Attributes>>();
  /** Called for every item read or written. */
  onTouch: (touch: Touch) => void = () => undefined;

  get(key: Attributes): Attributes | undefined {
    const item = this.#at(key);
    this.onTouch({ how: 'read', pk: key.pk?.S ?? '' });
    return item;
  }

  /** All items, in the order of their keys. */
  all(): readonly Attributes[] {
    return this.#everything().toSorted((one, other) => byKeys(PRIMARY)(one, other));
  }

  query(input: QueryInput): { Items: Attributes[]; LastEvaluatedKey?: Attributes } {
    const index = input.IndexName === undefined ? PRIMARY : INDEXES[input.IndexName];
    if (index === undefined) throw new ValidationException(`there is no index ${input.IndexName}`);
    if (input.IndexName !== undefined && input.ConsistentRead === true) {
      throw new ValidationException('consistent reads are not supported on global secondary indexes');
    }
    const placeholders = { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
    const expressions = new Expressions(placeholders);
    checkKeyCondition(input.KeyConditionExpression, index, expressions);
    // Checks the expression on an empty table, too.
    expressions.holds(input.KeyConditionExpression, undefined);
    expressions.checkAllUsed();
    const forward = byKeys(index);
    const inOrder: typeof forward = input.ScanIndexForward === false ? (one, other) => forward(other, one) : forward;
    const [, , partition = ''] = tokensOf(input.KeyConditionExpression);
    const candidates =
      index === PRIMARY ? [...this.#partition(expressions.value(partition).S ?? '').values()] : this.#everything();
    const matching = candidates
      .filter((item) => item[index.partition] !== undefined && item[index.sort] !== undefined)
      .filter((item) => expressions.holds(input.KeyConditionExpression, item))
      .sort(inOrder);
    const after = input.ExclusiveStartKey;
    const rest = after === undefined ? matching : matching.filter((item) => inOrder(item, after) > 0);
    const page = rest.slice(0, pageEnd(rest, input.Limit));
    for (const item of page) this.onTouch({ how: 'read', pk: item.pk?.S ?? '' });
    const last = page.at(-1);
    // As in DynamoDB, a page that ends at the limit has a LastEvaluatedKey even if no item follows.
    const isCut = page.length < rest.length || page.length === input.Limit;
    return last !== undefined && isCut ? { Items: page, LastEvaluatedKey: keysOnly(last, index) } : { Items: page };
  }

  /** Writes an item past every condition, also one that the product would never write. */
  tamper(item: Attributes): void {
    this.#partition(item.pk?.S ?? '').set(keyOf(item), structuredClone(item));
  }

  /** @throws TransactionCanceledException a condition is false; nothing was written */
  transact({ TransactItems }: TransactInput): void {
    const keys = TransactItems.map(({ Put, Delete }) => keyOf(Put?.Item ?? Delete?.Key ?? {}));
    if (new Set(keys).size < keys.length) throw new ValidationException('several operations on one item');
    const reasons = TransactItems.map(({ Put }) =>
      Put === undefined || this.#mayWrite(Put, Put.Item) ? 'None' : 'ConditionalCheckFailed',
    );
    if (reasons.some((reason) => reason !== 'None')) {
      throw new TransactionCanceledException({
        message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.join(', ')}]`,
        CancellationReasons: reasons.map((Code) => ({ Code })),
        $metadata: {},
      });
    }
    for (const { Put, Delete } of TransactItems) {
      if (Put !== undefined) this.#write(Put.Item);
      else if (Delete !== undefined) this.#remove(Delete.Key);
    }
  }

  /** @throws ConditionalCheckFailedException */
  put(input: PutInput): void {
    if (!this.#mayWrite(input, input.Item)) throw conditionFailed();
    this.#write(input.Item);
  }

  /** @throws ConditionalCheckFailedException */
  delete(input: DeleteInput): void {
    if (!this.#mayWrite(input, input.Key)) throw conditionFailed();
    this.#remove(input.Key);
  }

  /** @throws ConditionalCheckFailedException */
  update(input: UpdateInput): void {
    const expressions = new Expressions({
      names: input.ExpressionAttributeNames,
      values: input.ExpressionAttributeValues,
    });
    const before = this.#at(input.Key);
    const mayWrite = input.ConditionExpression === undefined || expressions.holds(input.ConditionExpression, before);
    const changes = assignmentsOf(input.UpdateExpression, expressions);
    expressions.checkAllUsed();
    if (!mayWrite) throw conditionFailed();
    this.#write({ ...input.Key, ...before, ...changes });
  }

  #mayWrite(on: Omit<DeleteInput, 'Key'>, key: Attributes): boolean {
    if (on.ConditionExpression === undefined) return true;
    const expressions = new Expressions({ names: on.ExpressionAttributeNames, values: on.ExpressionAttributeValues });
    const holds = expressions.holds(on.ConditionExpression, this.#at(key));
    expressions.checkAllUsed();
    return holds;
  }

  #write(item: Attributes): void {
    for (const { partition, sort } of Object.values(INDEXES)) {
      for (const name of [partition, sort]) {
        const value = item[name];
        if (value !== undefined && !value.S) throw new ValidationException(`${name} is a key: it must be a text`);
      }
    }
    if (sizeOf(item) > ITEM_LIMIT) throw new ValidationException('the item is larger than 400 KB');
    this.#partition(item.pk?.S ?? '').set(keyOf(item), structuredClone(item));
    this.onTouch({ how: 'written', pk: item.pk?.S ?? '' });
  }

  #at(key: Attributes): Attributes | undefined {
    return this.#partition(key.pk?.S ?? '').get(keyOf(key));
  }

  #partition(pk: string): Map<string, Attributes> {
    const known = this.#items.get(pk) ?? new Map<string, Attributes>();
    this.#items.set(pk, known);
    return known;
  }

  #everything(): Attributes[] {
    return [...this.#items.values()].flatMap((partition) => [...partition.values()]);
  }

  #remove(key: Attributes): void {
    this.#partition(key.pk?.S ?? '').delete(keyOf(key));
    this.onTouch({ how: 'written', pk: key.pk?.S ?? '' });
  }
}

function conditionFailed(): Error {
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
}

function keyOf({ pk, sk }: Attributes): string {
  if (!pk?.S || !sk?.S) throw new ValidationException('pk and sk must be given, and not be empty');
  return `${pk.S}\n${sk.S}`;
}

function sizeOf(item: Attributes): number {
  return Buffer.byteLength(JSON.stringify(item));
}

function keysOnly(item: Attributes, { partition, sort }: Index): Attributes {
  const names = ['pk', 'sk', partition, sort];
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

const byKeys = (index: Index) => (one: Attributes, other: Attributes) =>
  orderOf(one[index.sort], other[index.sort]) || orderOf(one.pk, other.pk) || orderOf(one.sk, other.sk) || 0;

function pageEnd(items: readonly Attributes[], limit = Number.POSITIVE_INFINITY): number {
  let size = 0;
  let end = 0;
  for (const item of items) {
    size += sizeOf(item);
    if (end === limit || size > PAGE_LIMIT) break;
    end += 1;
  }
  return end;
}

function checkKeyCondition(condition: string, index: Index, expressions: Expressions): void {
  const [name = '', sign] = tokensOf(condition);
  if (expressions.name(name) !== index.partition || sign !== '=') {
    throw new ValidationException(
      `the key condition must begin with the partition key ${index.partition}: ${condition}`,
    );
  }
}

function assignmentsOf(expression: string, expressions: Expressions): Attributes {
  const [verb, ...tokens] = tokensOf(expression);
  if (verb !== 'SET') throw new ValidationException(`only SET is understood: ${expression}`);
  const changes: Record<string, AttributeValue> = {};
  for (;;) {
    const [path, equals, value, comma, ...rest] = tokens;
    if (path === undefined || equals !== '=' || value === undefined || (comma !== undefined && comma !== ',')) {
      throw new ValidationException(`not understood: ${expression}`);
    }
    changes[expressions.name(path)] = expressions.value(value);
    if (comma === undefined) return changes;
    tokens.splice(0, tokens.length, ...rest);
  }
}
