import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

const documentContext = z.object({
  __aws_sdk_context: z.object({ features: z.object({ DDB_MAPPER: z.string() }) }),
});

/** Whether the document client made a call, with plain values. */
export function isDocumentCall(context: unknown): boolean {
  return documentContext.safeParse(context).success;
}

const plainItem = z.record(z.string(), z.unknown());
const plainPut = z.looseObject({
  Item: plainItem.optional(),
  Key: plainItem.optional(),
  ExpressionAttributeValues: plainItem.optional(),
});
const plainRequest = z.looseObject({
  ...plainPut.shape,
  ExclusiveStartKey: plainItem.optional(),
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(plainItem) })).optional(),
  TransactItems: z.array(z.object({ Put: plainPut.optional(), Delete: plainPut.optional() })).optional(),
});

/** Converts a request of the document client to attribute values. */
export function asSent(input: unknown): object {
  const { ExclusiveStartKey, RequestItems, TransactItems, ...request } = plainRequest.parse(input);
  return {
    ...putAsSent(request),
    ...(ExclusiveStartKey && { ExclusiveStartKey: stored(ExclusiveStartKey) }),
    ...(RequestItems && {
      RequestItems: Object.fromEntries(
        Object.entries(RequestItems).map(([table, { Keys, ...rest }]) => [table, { Keys: Keys.map(stored), ...rest }]),
      ),
    }),
    ...(TransactItems && {
      TransactItems: TransactItems.map(({ Put, Delete }) => ({
        ...(Put && { Put: putAsSent(Put) }),
        ...(Delete && { Delete: putAsSent(Delete) }),
      })),
    }),
  };
}

function putAsSent({ Item, Key, ExpressionAttributeValues, ...put }: z.infer<typeof plainPut>): object {
  return {
    ...put,
    ...(Item && { Item: stored(Item) }),
    ...(Key && { Key: stored(Key) }),
    ...(ExpressionAttributeValues && { ExpressionAttributeValues: stored(ExpressionAttributeValues) }),
  };
}

const stored = (item: Readonly<Record<string, unknown>>) => marshall(item, { removeUndefinedValues: true });

const item = z.record(z.string(), z.custom<AttributeValue>());
const raw = z.looseObject({
  Item: item.optional(),
  Items: z.array(item).optional(),
  LastEvaluatedKey: item.optional(),
  Responses: z.record(z.string(), z.array(item)).optional(),
});

/** Converts the items of DynamoDB's answer to plain values. */
export function inPlainValues(answer: object): object {
  const { Item, Items, LastEvaluatedKey, Responses } = raw.parse(answer);
  return {
    ...answer,
    ...(Item && { Item: unmarshall(Item) }),
    ...(Items && { Items: Items.map((each) => unmarshall(each)) }),
    ...(LastEvaluatedKey && { LastEvaluatedKey: unmarshall(LastEvaluatedKey) }),
    ...(Responses && { Responses: everyTable(Responses, (each) => unmarshall(each)) }),
  };
}

const plain = z.looseObject({
  Item: plainItem.optional(),
  Items: z.array(plainItem).optional(),
  Responses: z.record(z.string(), z.array(plainItem)).optional(),
});

/** Converts the items of the document client's answer to attribute values. */
export function asStored(answer: unknown): object {
  const { Item, Items, Responses } = plain.parse(answer);
  return {
    ...(Item && { Item: stored(Item) }),
    ...(Items && { Items: Items.map(stored) }),
    ...(Responses && { Responses: everyTable(Responses, stored) }),
  };
}

function everyTable<From, To>(responses: Readonly<Record<string, readonly From[]>>, convert: (each: From) => To) {
  return Object.fromEntries(Object.entries(responses).map(([name, items]) => [name, items.map(convert)]));
}
