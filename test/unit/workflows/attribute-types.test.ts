import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { workflowMove } from '../../../functions/lifecycle/lifecycle.service.ts';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { refusedInRequest, refusedTypesIn } from '../../oracles/workflow-types.ts';

const read = z.looseObject({
  States: z.record(
    z.string(),
    z.looseObject({
      Resource: z.string().optional(),
      Arguments: z
        .looseObject({ ExpressionAttributeValues: z.record(z.string(), z.record(z.string(), z.unknown())).optional() })
        .optional(),
    }),
  ),
});
const files = readdirSync(`${ROOT}/workflows`).filter((file) => file.endsWith('.asl.json'));

describe.each(files)('workflows/%s', (file) => {
  const definition = read.parse(JSON.parse(readFileSync(`${ROOT}/workflows/${file}`, 'utf8')));

  it('writes only attribute types that Step Functions and DynamoDB spell alike', () => {
    expect(refusedInRequest(definition)).toEqual([]);
  });

  it('writes only strings and numbers through the optimised DynamoDB integration', () => {
    for (const state of Object.values(definition.States)) {
      if (!/:::dynamodb:/.test(state.Resource ?? '')) continue;
      const values = Object.values(state.Arguments?.ExpressionAttributeValues ?? {});
      expect(values.flatMap((value) => Object.keys(value)).filter((type) => !'SN'.includes(type))).toEqual([]);
    }
  });
});

describe('the workflow input of a move', () => {
  it.each(SITUATION_NAMES)('to %s has only attribute types that the workflow can write', (name) => {
    const { commitment, events } = SITUATIONS[name]();
    for (const event of events.slice(-1)) {
      const { item, event: recorded } = workflowMove({ decision: { commitment, event }, requestHash: 'hash' });
      expect([...refusedTypesIn(item), ...refusedTypesIn(recorded)]).toEqual([]);
    }
  });
});
