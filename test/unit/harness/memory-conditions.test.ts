import { expect, it } from 'vitest';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const Item = { pk: { S: 'a' }, sk: { S: 'b' } };
const put = (more: object) => ({ TransactItems: [{ Put: { TableName: 't', Item, ...more } }] });
const update = (more: object) => ({
  TableName: 't',
  Key: Item,
  ExpressionAttributeValues: { ':v': { N: '1' } },
  ...more,
});

it.each([
  ['a request that nobody makes', 'Scan', { TableName: 't' }],
  ['a parameter that nobody gives', 'GetItem', { TableName: 't', Key: Item, ProjectionExpression: 'a' }],
  ['a function that nobody uses', 'TransactWriteItems', put({ ConditionExpression: 'size(a) > size(b)' })],
  ['NOT', 'TransactWriteItems', put({ ConditionExpression: 'NOT attribute_exists(pk)' })],
  ['a placeholder without a value', 'TransactWriteItems', put({ ConditionExpression: 'a = :none' })],
  ['a condition that breaks off', 'TransactWriteItems', put({ ConditionExpression: 'attribute_exists(pk) AND' })],
  ['an update that is no SET', 'UpdateItem', update({ UpdateExpression: 'ADD n :v' })],
  ['an update that calculates', 'UpdateItem', update({ UpdateExpression: 'SET n = n + :v' })],
  [
    'an index that does not exist',
    'Query',
    {
      TableName: 't',
      IndexName: 'byMoon',
      KeyConditionExpression: 'a = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    },
  ],
  [
    'a query without its partition key',
    'Query',
    { TableName: 't', KeyConditionExpression: 'sk = :v', ExpressionAttributeValues: { ':v': { S: 'x' } } },
  ],
])('the table in memory refuses %s instead of guessing', (_, action, input) => {
  expect(() => answerOf(new MemoryTable(), action, input)).toThrow();
});
