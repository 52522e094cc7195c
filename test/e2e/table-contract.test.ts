import { describe, inject } from 'vitest';
import { Table } from '../../functions/platform/table.ts';
import { dynamodb } from '../engine/aws.ts';
import { tableContract } from '../oracles/table-contract.ts';

describe("the engine's table", () => {
  tableContract(() => new Table(dynamodb, inject('platform').tableName));
});
