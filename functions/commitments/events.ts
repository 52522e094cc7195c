import * as z from 'zod';
import { officeId } from '../offices/office-id.ts';
import { instant } from '../platform/values/local-date.ts';
import { type Commitment, commitment, stage } from './commitment.ts';
import { EVENT_MOVES } from './moves/moves.ts';

/** Append-only: one event per version, chained by hash. */
export const commitmentEvent = z.object({
  version: z.int(),
  move: z.enum(EVENT_MOVES),
  moveId: z.string(),
  from: stage.optional(),
  to: stage,
  office: officeId,
  userId: z.string(),
  at: instant,
  reason: z.string().optional(),
  changes: z.record(z.string(), z.unknown()),
  hash: z.string(),
  previousHash: z.string().optional(),
});
export type CommitmentEvent = z.infer<typeof commitmentEvent>;

/** Hashes a value as canonical JSON, so that the order of keys does not matter. */
export type CanonicalHash = (value: unknown) => string;

/** Adds the hash, which covers the hash of the previous event. */
export function withHash(content: Omit<CommitmentEvent, 'hash'>, canonicalHash: CanonicalHash): CommitmentEvent {
  return { ...content, hash: canonicalHash(content) };
}

/** @returns the first version at which the chain of events 1 to n is broken; undefined if it is intact */
export function firstBrokenVersion(
  events: readonly CommitmentEvent[],
  canonicalHash: CanonicalHash,
): number | undefined {
  let previousHash: string | undefined;
  for (const [index, { hash, ...content }] of events.entries()) {
    const isNext = content.version === index + 1 && content.previousHash === previousHash;
    if (!isNext || canonicalHash(content) !== hash) return index + 1;
    previousHash = hash;
  }
  return undefined;
}

const DERIVED = new Set(['version', 'head', 'stage']);

/** The changes of a move as a merge patch (RFC 7396), without the stage, which the event has in `from` and `to`. */
export function changesBetween(
  before: Commitment | undefined,
  after: Commitment,
  canonicalHash: CanonicalHash,
): Record<string, unknown> {
  const old: ReadonlyMap<string, unknown> = new Map(Object.entries(before ?? {}));
  const changes: Record<string, unknown> = {};
  for (const [field, value = null] of Object.entries(after)) {
    if (DERIVED.has(field)) continue;
    if (canonicalHash(value) !== canonicalHash(old.get(field) ?? null)) changes[field] = value;
  }
  for (const [field, value] of old) {
    if (!DERIVED.has(field) && value !== undefined && !(field in after)) changes[field] = null;
  }
  return changes;
}

/** The fields of a commitment, with the texts that only its events hold. */
export type Fields = Readonly<Record<string, unknown>>;

/** Applies an event's merge patch (RFC 7396), in which null removes a field. */
export function fieldsAfter(before: Fields, { to, changes }: Pick<CommitmentEvent, 'to' | 'changes'>): Fields {
  const after: Record<string, unknown> = { ...before, ...changes, stage: to };
  for (const [field, value] of Object.entries(changes)) if (value === null) delete after[field];
  return after;
}

/** The commitment after events 1 to n. */
export function commitmentAfter(events: readonly CommitmentEvent[]): Commitment {
  const last = events.at(-1);
  return commitment.parse({ ...events.reduce(fieldsAfter, {}), version: last?.version, head: last?.hash });
}

const evidence = z.array(z.unknown()).default([]);

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
