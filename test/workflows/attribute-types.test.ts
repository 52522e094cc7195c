import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workflowMove } from '../../functions/lifecycle/lifecycle.service.ts';
import { ROOT } from '../../infra/constructs/bundling.ts';
import { SITUATION_NAMES, SITUATIONS } from '../builders/decided.ts';
import { refusedInRequest, refusedTypesIn } from '../support/workflow-types.ts';

const files = readdirSync(`${ROOT}/workflows`).filter((file) => file.endsWith('.asl.json'));

describe.each(files)('workflows/%s', (file) => {
  it('writes no attribute of a type that Step Functions spells otherwise than DynamoDB', () => {
    expect(refusedInRequest(JSON.parse(readFileSync(`${ROOT}/workflows/${file}`, 'utf8')))).toEqual([]);
  });
});

describe('a move that the workflow is handed', () => {
  it.each(SITUATION_NAMES)('to %s holds only types that it can write', (name) => {
    const { commitment, events } = SITUATIONS[name]();
    for (const event of events.slice(-1)) {
      const { item, event: recorded } = workflowMove({ decision: { commitment, event }, requestHash: 'hash' });
      expect([...refusedTypesIn(item), ...refusedTypesIn(recorded)]).toEqual([]);
    }
  });
});
