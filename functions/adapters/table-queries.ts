import { marshall } from '@aws-sdk/util-dynamodb';
import type { Page, Range } from './table.ts';

const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;

/** The request of DynamoDB that reads a page of a range: of the table itself strongly consistent unless told otherwise. */
export function queryOf(tableName: string, range: Range, limit: number | undefined, after: Page['last']) {
  const { partition, sort } = range.index ?? TABLE_KEYS;
  const condition = range.between ? ' AND #s BETWEEN :s AND :t' : range.prefix ? ' AND begins_with(#s, :s)' : '';
  const [from, to] = range.between ?? [range.prefix];
  return {
    TableName: tableName,
    IndexName: range.index?.name,
    ConsistentRead: range.index === undefined && range.isEventual !== true,
    KeyConditionExpression: `#p = :p${condition}`,
    ExpressionAttributeNames: { '#p': partition, ...(condition === '' ? {} : { '#s': sort }) },
    ExpressionAttributeValues: marshall({ ':p': range.value, ':s': from, ':t': to }, { removeUndefinedValues: true }),
    ScanIndexForward: range.backwards !== true,
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : marshall(after),
  };
}
