import { describe } from 'vitest';
import { Table } from '../../functions/adapters/table.ts';
import { dynamodbAnswering } from '../support/memory/clients.ts';
import { answerOf } from '../support/memory/dynamodb.ts';
import { MemoryTable } from '../support/memory/memory-table.ts';
import { tableContract } from '../support/table-contract.ts';

describe('the table in memory', () => {
  tableContract(() => {
    const memory = new MemoryTable();
    return new Table(
      dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
      'memory',
    );
  });
});
