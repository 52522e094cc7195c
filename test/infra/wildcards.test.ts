import { describe, expect, it } from 'vitest';
import { grants } from '../support/grants.ts';
import { synthesized } from '../support/synthesized.ts';

const prod = grants(synthesized('prod').service);

describe('in production', () => {
  it('nobody may do anything on every resource, but what has no resource: deliver a log, list streams, ask for a quota', () => {
    const LOG_DELIVERY =
      /^logs:((Create|Delete|Get|List|Update)LogDeliver(y|ies)|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/;
    const OF_NO_RESOURCE = ['dynamodb:ListStreams', 'ses:GetAccount'];
    const everywhere = prod.filter(
      ({ on, action }) => on === '*' && !OF_NO_RESOURCE.includes(action) && !LOG_DELIVERY.test(action),
    );
    expect(everywhere).toEqual([]);
  });

  it('no action is granted by a wildcard', () => {
    expect(prod.filter((grant) => grant.action.includes('*'))).toEqual([]);
  });
});

it('locally letters are sent from anything, since the engine matches that on nothing less', () => {
  const sending = grants(synthesized('local').service).filter((grant) => grant.action === 'ses:SendEmail');
  expect(new Set(sending.map((grant) => grant.on))).toEqual(new Set(['*']));
});

it('locally task tokens are granted on everything, since the engine matches them on nothing less', () => {
  const tokens = grants(synthesized('local').service).filter((grant) => grant.action.startsWith('states:SendTask'));
  expect(new Set(tokens.map((grant) => grant.on))).toEqual(new Set(['*']));
});
