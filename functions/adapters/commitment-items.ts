import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type Commitment, commitment } from '../domain/commitments.ts';
import { type CommitmentEvent, commitmentEvent } from '../domain/events.ts';
import { keys, placeOf } from './keys.ts';
import type { Item } from './table.ts';

/** The form in which items are written. Raise it when the form changes in a way that older code cannot read. */
export const SCHEMA_VERSION = 1;

/** An item is of a form that this code does not know, or not of the form it should have. */
export class ItemUnreadableError extends Error {
  override readonly name = 'ItemUnreadableError';
}

/** Where the workflow stands: which execution holds the commitment, and what it refused last. */
const thread = z.object({
  /** The task token that the next move goes to; absent once closed. */
  task: z.optional(z.string()),
  /** The execution's generation: a lower one can write nothing. */
  generation: z.int(),
  refusedMove: z.optional(z.string()),
  refusedBecause: z.optional(z.string()),
});
export type Thread = z.infer<typeof thread>;

/** A commitment with its thread. */
export interface Held {
  readonly commitment: Commitment;
  readonly thread: Thread;
}

/** An event with the hash of the request that led to it, by which a repeated request is told from another. */
export interface RecordedEvent {
  readonly event: CommitmentEvent;
  readonly requestHash: string;
}

const BRIEF_LIMIT = 72;

/** The item of a commitment, without its thread. Index keys stand beside what they are made of. */
export function toItem(of: Commitment): Item {
  const { commitmentId, turn, ...fields } = { turn: undefined, ...of };
  return {
    ...keys.commitment(commitmentId),
    schema: SCHEMA_VERSION,
    ...fields,
    ...placeOf('COMMITMENT', of.region, of.raisedOn),
    ...(turn === undefined
      ? {}
      : {
          turnOffice: turn.office,
          turnAction: turn.action,
          turnDue: turn.dueOn,
          // What a reminder's row says, so that reminding reads the index alone.
          brief: shorten(of.statement.id),
        }),
  };
}

function shorten(text: string): string {
  return text.length <= BRIEF_LIMIT ? text : `${text.slice(0, BRIEF_LIMIT - 1)}…`;
}

/** @throws ItemUnreadableError the item is of a later schema version, or broken */
export function toHeld(item: Item): Held {
  checkSchema(item);
  const { turnOffice, turnAction, turnDue } = item;
  const turn = turnOffice === undefined ? undefined : { office: turnOffice, action: turnAction, dueOn: turnDue };
  const commitmentId = String(item.pk).slice('COMMITMENT#'.length);
  const parsed = z
    .object({ commitment, thread })
    .safeParse({ commitment: { ...item, commitmentId, turn }, thread: item });
  if (!parsed.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${parsed.error.message}`);
  return parsed.data;
}

/** The item of an event. */
export function toEventItem(commitmentId: string, { event, requestHash }: RecordedEvent): Item {
  return { ...keys.event(commitmentId, event.version), schema: SCHEMA_VERSION, ...event, requestHash };
}

/** @throws ItemUnreadableError the item is of a later schema version, or broken */
export function toRecordedEvent(item: Item): RecordedEvent {
  checkSchema(item);
  const parsed = z
    .object({ event: commitmentEvent, requestHash: z.string() })
    .safeParse({ event: item, requestHash: item.requestHash });
  if (!parsed.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${parsed.error.message}`);
  return parsed.data;
}

/** An item as DynamoDB's attribute map, for the workflow to write. */
export function toAttributes(item: Item) {
  return marshall(item, { removeUndefinedValues: true });
}

/** @throws ItemUnreadableError the item is of a later schema version */
export function checkSchema(item: Item): void {
  if (item.schema !== SCHEMA_VERSION) {
    throw new ItemUnreadableError(`${item.pk} ${item.sk}: schema ${item.schema}, this code reads ${SCHEMA_VERSION}`);
  }
}
