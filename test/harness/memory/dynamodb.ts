import type { MemoryTable } from './memory-table.ts';
import { batchGetInput, deleteInput, getInput, putInput, queryInput, transactInput, updateInput } from './requests.ts';

/** Answers a request of DynamoDB's API. @throws for an unsupported action or parameter */
export function answerOf(table: MemoryTable, action: string, input: unknown): object {
  switch (action) {
    case 'GetItem': {
      const item = table.get(getInput.parse(input).Key);
      return item === undefined ? {} : { Item: item };
    }
    case 'BatchGetItem':
      return { Responses: found(table, input), UnprocessedKeys: {} };
    case 'Query':
      return table.query(queryInput.parse(input));
    case 'TransactWriteItems':
      table.transact(transactInput.parse(input));
      return {};
    case 'PutItem':
      table.put(putInput.parse(input));
      return {};
    case 'DeleteItem':
      table.delete(deleteInput.parse(input));
      return {};
    case 'UpdateItem':
      table.update(updateInput.parse(input));
      return {};
    default:
      throw new Error(`the table in memory does not support ${action}`);
  }
}

function found(table: MemoryTable, input: unknown): object {
  const wanted = Object.entries(batchGetInput.parse(input).RequestItems);
  const answers = wanted.map(([name, { Keys }]) => {
    const items = Keys.map((key) => table.get(key)).filter((item) => item !== undefined);
    // DynamoDB promises no order.
    return [name, items.reverse()];
  });
  return Object.fromEntries(answers);
}
