import { beforeAll, describe, vi } from 'vitest';
import { ReadOnlyTable } from '../../functions/platform/read-only-table.ts';
import { Table } from '../../functions/platform/table.ts';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import { dynamodb } from '../engine/aws.ts';
import { tableContract } from '../oracles/table-contract.ts';
import { platform, stacks } from '../support/under-test.ts';

const table = () => new Table(dynamodb, platform().tableName);

describe("the engine's table", () => {
  tableContract(table);
});

describe("the engine's table for whoever only reads it", () => {
  beforeAll(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', ACCOUNT);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
    return () => vi.unstubAllEnvs();
  });

  tableContract(() => {
    const writer = table();
    const reader = new ReadOnlyTable(platform().tableName, REGION, stacks().engineUrl);
    return Object.assign(reader, {
      write: writer.write.bind(writer),
      put: writer.put.bind(writer),
      remove: writer.remove.bind(writer),
    });
  });
});
