import { describe, inject } from 'vitest';
import { Table } from '../../functions/adapters/table.ts';
import { dynamodb } from '../support/aws.ts';
import { tableContract } from '../support/table-contract.ts';

describe("the engine's table", () => {
  tableContract(() => new Table(dynamodb, inject('platform').tableName));
});
