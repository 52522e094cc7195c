import * as z from 'zod/mini';
import { officeId } from '../offices/office-id.ts';
import { instant } from '../platform/values/local-date.ts';
import { type Commitment, commitment, stage } from './commitment.ts';
import { EVENT_MOVES } from './moves/moves.ts';

/** What happened to a commitment: append-only, one per version, chained by hash. */
export const commitmentEvent = z.object({
  version: z.int(),
  move: z.enum(EVENT_MOVES),
  moveId: z.string(),
  from: z.optional(stage),
  to: stage,
  office: officeId,
  userId: z.string(),
  at: instant,
  reason: z.optional(z.string()),
  changes: z.record(z.string(), z.unknown()),
  hash: z.string(),
  previousHash: z.optional(z.string()),
});
export type CommitmentEvent = z.infer<typeof commitmentEvent>;

/** Computes the hash of a value, independent of the order of its keys. */
export type Seal = (value: unknown) => string;

/** Chains an event to the one before it. */
export function sealEvent(content: Omit<CommitmentEvent, 'hash'>, seal: Seal): CommitmentEvent {
  return { ...content, hash: seal(content) };
}

/** The version at which the chain of events (1 to n, in order) is first broken; undefined if it holds. */
export function firstBrokenVersion(events: readonly CommitmentEvent[], seal: Seal): number | undefined {
  let previousHash: string | undefined;
  for (const [index, { hash, ...content }] of events.entries()) {
    const holds = content.version === index + 1 && content.previousHash === previousHash && seal(content) === hash;
    if (!holds) return index + 1;
    previousHash = hash;
  }
  return undefined;
}

const DERIVED = new Set(['version', 'head', 'stage']);

/** What a move changed, as a merge patch (RFC 7396) on the fields of the commitment; the stage stands in from and to. */
export function changesBetween(before: Commitment | undefined, after: Commitment): Record<string, unknown> {
  const old: ReadonlyMap<string, unknown> = new Map(Object.entries(before ?? {}));
  const changes: Record<string, unknown> = {};
  for (const [field, value = null] of Object.entries(after)) {
    if (!DERIVED.has(field) && JSON.stringify(value) !== JSON.stringify(old.get(field) ?? null)) changes[field] = value;
  }
  for (const [field, value] of old) {
    if (!DERIVED.has(field) && value !== undefined && !(field in after)) changes[field] = null;
  }
  return changes;
}

/** The commitment as its events 1 to n, in order, left it: what the caller of the last of them was answered. */
export function commitmentAfter(events: readonly CommitmentEvent[]): Commitment {
  const fields = new Map<string, unknown>();
  for (const event of events) {
    for (const [field, value] of Object.entries(event.changes)) {
      if (value === null) fields.delete(field);
      else fields.set(field, value);
    }
    fields.set('stage', event.to).set('version', event.version).set('head', event.hash);
  }
  return commitment.parse(Object.fromEntries(fields));
}

const evidence = z._default(z.array(z.unknown()), []);

/** The version in which each evidence file was first submitted, by the file's id. */
export function submissionsOf(events: readonly CommitmentEvent[]): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const event of events) {
    for (const piece of evidence.parse(event.changes.evidence)) {
      if (typeof piece === 'string' && !versions.has(piece)) versions.set(piece, event.version);
    }
  }
  return versions;
}
