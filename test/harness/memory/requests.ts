import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

// The requests of DynamoDB that the SDK and workflows make. Strict: an unknown parameter is refused.

const attributeValue = z.custom<AttributeValue>(
  (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 1,
);
const attributes = z.record(z.string(), attributeValue);
const name = z.string();
const expression = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributes.optional(),
};

const put = z.strictObject({
  TableName: name,
  Item: attributes,
  ConditionExpression: z.string().optional(),
  ...expression,
});
const remove = z.strictObject({ TableName: name, Key: attributes });

export const putInput = put;
export const deleteInput = z.strictObject({
  ...remove.shape,
  ConditionExpression: z.string().optional(),
  ...expression,
});

export const getInput = z.strictObject({ TableName: name, Key: attributes, ConsistentRead: z.boolean().optional() });
export const batchGetInput = z.strictObject({
  RequestItems: z.record(
    z.string(),
    z.strictObject({ Keys: z.array(attributes).min(1).max(100), ConsistentRead: z.boolean().optional() }),
  ),
});
export const queryInput = z.strictObject({
  TableName: name,
  IndexName: name.optional(),
  ConsistentRead: z.boolean().optional(),
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.boolean().optional(),
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: attributes.optional(),
  ...expression,
});
export const transactInput = z.strictObject({
  TransactItems: z
    .array(z.strictObject({ Put: put.optional(), Delete: remove.optional() }))
    .min(1)
    .max(100),
});
export const updateInput = z.strictObject({
  TableName: name,
  Key: attributes,
  UpdateExpression: z.string(),
  ConditionExpression: z.string().optional(),
  ...expression,
});

export type PutInput = z.infer<typeof put>;
export type DeleteInput = z.infer<typeof deleteInput>;
export type QueryInput = z.infer<typeof queryInput>;
export type TransactInput = z.infer<typeof transactInput>;
export type UpdateInput = z.infer<typeof updateInput>;
