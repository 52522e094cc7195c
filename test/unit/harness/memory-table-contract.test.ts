import { describe } from 'vitest';
import { Table } from '../../../functions/platform/table.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { tableContract } from '../../oracles/table-contract.ts';

describe('the table in memory', () => {
  tableContract(() => {
    const memory = new MemoryTable();
    return new Table(
      dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
      'memory',
    );
  });
});
