import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

const documentContext = z.object({
  __aws_sdk_context: z.object({ features: z.object({ DDB_MAPPER: z.string() }) }),
});

/** Whether a call was made by the document client: then its caller speaks in plain values, not in attribute values. */
export function isDocumentCall(context: unknown): boolean {
  return documentContext.safeParse(context).success;
}

const item = z.record(z.string(), z.custom<AttributeValue>());
const raw = z.looseObject({
  Item: item.optional(),
  Items: z.array(item).optional(),
  LastEvaluatedKey: item.optional(),
  Responses: z.record(z.string(), z.array(item)).optional(),
});

/** An answer of DynamoDB with its items as plain values, as the document client gives it. */
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

const plainItem = z.record(z.string(), z.unknown());
const plain = z.looseObject({
  Item: plainItem.optional(),
  Items: z.array(plainItem).optional(),
  Responses: z.record(z.string(), z.array(plainItem)).optional(),
});

/** The items of an answer of the document client as DynamoDB stores them, for those who measure them. */
export function asStored(answer: unknown): object {
  const { Item, Items, Responses } = plain.parse(answer);
  return {
    ...(Item && { Item: marshall(Item) }),
    ...(Items && { Items: Items.map((each) => marshall(each)) }),
    ...(Responses && { Responses: everyTable(Responses, (each) => marshall(each)) }),
  };
}

function everyTable<From, To>(responses: Readonly<Record<string, readonly From[]>>, convert: (each: From) => To) {
  return Object.fromEntries(Object.entries(responses).map(([name, items]) => [name, items.map(convert)]));
}
