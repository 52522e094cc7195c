import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commitment } from '../../../functions/commitments/commitment.ts';
import { toAttributes, toEventItem, toItem } from '../../../functions/commitments/commitment-items.store.ts';
import { commitmentEvent } from '../../../functions/commitments/events.ts';
import { evidenceFile } from '../../../functions/evidence/evidence.ts';
import { forum } from '../../../functions/forums/forums.ts';
import { holder, office } from '../../../functions/offices/offices.ts';
import { person } from '../../../functions/people/people.ts';
import { SCHEMA_VERSION } from '../../../functions/platform/item-schema.ts';
import { canonicalHash } from '../../../functions/platform/values/canonical-hash.ts';
import { SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';

/**
 * The digest of the stored format by schema version. Change a digest only if old and new code can read each other's
 * items.
 */
const FORMS: Readonly<Record<number, string>> = {
  1: 'FQm0muxaPO4dLeFQ_eydnmFOfS2S0P6J1c46TLlUTR0',
};

/** The field names and types of a value, recursively. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(formOf(each))))].sort();
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, formOf(each)]));
}

const parsed = { commitment, commitmentEvent, forum, office, holder, person, evidenceFile };
const schemas = Object.entries(parsed).map(([name, schema]) => [
  name,
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
]);
const items = SITUATION_NAMES.flatMap((situation) => {
  const { commitment: at, events } = SITUATIONS[situation]();
  // The fields of `changes` are those of the commitment's schema above.
  const event = events
    .slice(-1)
    .map((each) => toEventItem(at.commitmentId, { event: { ...each, changes: {} }, requestHash: 'hash' }));
  return [toItem(at), ...event].map((item) => formOf(unmarshall(toAttributes(item))));
});

describe('the stored item format', () => {
  it('matches the digest of its schema version', () => {
    const digest = canonicalHash({ schemas, items });
    const advice = [
      `The form of stored items has changed: its digest is now ${digest}.`,
      'If code that is already deployed can read what this code writes, and this code what is already stored,',
      `write the digest beside ${SCHEMA_VERSION} in test/unit/platform/schema-version.test.ts.`,
      'If not, raise SCHEMA_VERSION in functions/commitments/commitment-items.store.ts, read both forms, and add a line here.',
    ].join('\n');
    expect(digest, advice).toBe(FORMS[SCHEMA_VERSION]);
  });

  it('has no version after the current one', () => {
    expect(Math.max(...Object.keys(FORMS).map(Number))).toBe(SCHEMA_VERSION);
  });
});
