import { describe } from 'vitest';
import { Table } from '../../functions/platform/table.ts';
import { dynamodb } from '../engine/aws.ts';
import { platform } from '../engine/under-test.ts';
import { tableContract } from '../oracles/table-contract.ts';

const table = () => new Table(dynamodb, platform().tableName);

describe("the engine's table", () => {
  tableContract(table);
});
