import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { OfficeId } from '../offices/offices.ts';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { commitmentIdOf, keys } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { regionOfId } from '../platform/values/ids.ts';
import { type LocalDate, localDate } from '../platform/values/local-date.ts';
import { placeAttributes } from '../regions/place-index.store.ts';
import { type Commitment, commitment, type Turn } from './commitment.ts';
import { type CommitmentEvent, commitmentEvent } from './events.ts';
import { TURN_ACTIONS, type TurnAction } from './stages.ts';
import { turnSince } from './turns.ts';
import { checkWorkflowTypes } from './workflow-attributes.ts';

// The only codec of commitments and their events. Partial readers (workflow, reminders) parse only the fields that they
// use, so that a broken field elsewhere in the item does not stop them.

/** The execution that carries the commitment, and the move that it refused last. */
const executionState = z.object({
  /** The task token for the next move; absent once closed. */
  task: z.string().optional(),
  /** The execution's generation; lower generations cannot write. */
  generation: z.int(),
  refusedMove: z.string().optional(),
  refusedBecause: z.string().optional(),
});
export type ExecutionState = z.infer<typeof executionState>;

export interface StoredCommitment {
  readonly commitment: Commitment;
  readonly executionState: ExecutionState;
}

/** An event with the hash of its request, which tells a repeated request from another one with the same key. */
export interface RecordedEvent {
  readonly event: CommitmentEvent;
  readonly requestHash: string;
}

/** A turn as projected into the index of turns. */
export interface IndexedTurn {
  readonly commitmentId: string;
  readonly region: string;
  /** In Bahasa Indonesia. */
  readonly statement: string;
  readonly action: TurnAction;
  readonly since: LocalDate;
  readonly dueOn: LocalDate;
  /** Whether it has co-owners. */
  readonly isJoint: boolean;
}

/** The offices involved in a commitment, and its turn while it is open. */
export interface CommitmentParticipants {
  readonly ownerOffice?: OfficeId | undefined;
  readonly verifierOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly secretariat: readonly OfficeId[];
  readonly turn?: Pick<Turn, 'office' | 'action'>;
  readonly indexedTurn?: IndexedTurn;
}

/**
 * The item of a commitment, without its execution state. The statement and the turn are top-level attributes, because
 * the index of turns projects them. The attribute names of the turn are short: twenty rows of the index fit into half a
 * read unit (infra/decisions/0025).
 */
export function toItem(of: Commitment): Item {
  const { statement, coOwners, turn, ...fields } = { turn: undefined, ...of };
  return {
    ...keys.commitment(of.commitmentId),
    schema: SCHEMA_VERSION,
    ...fields,
    ...placeAttributes('C', of.region, of.raisedOn, of.commitmentId),
    statement: statement.id,
    statementEn: statement.en,
    ...(coOwners.length === 0 ? {} : { coOwners }),
    ...(turn && {
      waitsFor: turn.office,
      until: turn.dueOn,
      asks: turn.action,
      since: turnSince(of, turn.action),
    }),
  };
}

/** @throws ItemUnreadableError the item has a later schema version or is broken */
export function toStoredCommitment(item: Item): StoredCommitment {
  checkSchema(item);
  const { statement: id, statementEn: en, coOwners = [], waitsFor: office, until: dueOn, asks: action } = item;
  const read = parsed(z.object({ commitment, executionState }), item, {
    commitment: { ...item, statement: { id, en }, coOwners, turn: { office, dueOn, action } },
    executionState: item,
  });
  if (keys.commitment(read.commitment.commitmentId).pk !== item.pk) {
    throw unreadable(item, 'its key does not match its commitmentId');
  }
  return read;
}

const workflowFields = z.object({
  stage: z.string(),
  version: z.int(),
  generation: z.int(),
  task: z.string().optional(),
});

/** @throws ItemUnreadableError the item has a later schema version, or a field that the workflow needs is broken */
export function toWorkflowCommitment(item: Item) {
  checkSchema(item);
  const { stage, ...fields } = parsed(workflowFields, item, item);
  return { commitmentId: commitmentIdOf(String(item.pk)), isOpen: stage !== 'closed', ...fields };
}

const participants = z.object({
  ownerOffice: z.string().optional(),
  verifierOffice: z.string().optional(),
  coOwners: z.array(z.string()).default([]),
  secretariat: z.array(z.string()),
  waitsFor: z.string().optional(),
});

/** @returns undefined if the item's offices cannot be read */
export function toParticipants(item: Item): CommitmentParticipants | undefined {
  const read = participants.safeParse(item);
  if (!read.success) return undefined;
  const { waitsFor: office, ...offices } = read.data;
  const indexedTurn = toIndexedTurn(item);
  if (office === undefined || indexedTurn === undefined) return offices;
  return { ...offices, indexedTurn, turn: { office, action: indexedTurn.action } };
}

const turnFields = z.object({
  statement: z.string(),
  until: localDate,
  asks: z.enum(TURN_ACTIONS),
  since: localDate,
  coOwners: z.array(z.string()).default([]),
});

/** The turn in a commitment's item, read from the table or from the index; undefined if it has none. */
export function toIndexedTurn(item: Item): IndexedTurn | undefined {
  const read = turnFields.safeParse(item).data;
  const commitmentId = commitmentIdOf(String(item.pk));
  const region = regionOfId(commitmentId);
  if (read === undefined || region === undefined) return undefined;
  const { statement, asks: action, since, until: dueOn, coOwners } = read;
  return { commitmentId, region, statement, action, since, dueOn, isJoint: coOwners.length > 0 };
}

/**
 * The item of an event. The names of removed fields are a separate list, because a workflow cannot write null
 * (functions/commitments/workflow-attributes.ts).
 */
export function toEventItem(commitmentId: string, { event, requestHash }: RecordedEvent): Item {
  const { changes, ...fields } = event;
  const remaining = Object.entries(changes).filter(([, value]) => value !== null);
  const removed = Object.keys(changes).filter((name) => changes[name] === null);
  return {
    ...keys.event(commitmentId, event.version),
    schema: SCHEMA_VERSION,
    commitmentId,
    ...fields,
    changes: Object.fromEntries(remaining),
    ...(removed.length === 0 ? {} : { removed }),
    requestHash,
  };
}

const storedChanges = z.object({
  changes: z.record(z.string(), z.unknown()),
  removed: z.array(z.string()).default([]),
});

/** An event's item with its changes as a merge patch, in which null removes a field. @throws ItemUnreadableError */
export function withChanges(item: Item): Item {
  checkSchema(item);
  const { changes, removed } = parsed(storedChanges, item, item);
  return { ...item, changes: { ...changes, ...Object.fromEntries(removed.map((name) => [name, null])) } };
}

/** @throws ItemUnreadableError the item has a later schema version or is broken */
export function toRecordedEvent(item: Item): RecordedEvent {
  const event = withChanges(item);
  const form = z.object({ event: commitmentEvent, requestHash: z.string() });
  return parsed(form, item, { event, requestHash: item.requestHash });
}

/** The attribute map that the workflow writes. @throws AttributeTypeRefusedError it has a type that it cannot write */
export function toAttributes(item: Item) {
  checkWorkflowTypes(item);
  return marshall(item, { removeUndefinedValues: true });
}

function parsed<Form extends z.ZodType>(form: Form, item: Item, value: unknown): z.output<Form> {
  const result = form.safeParse(value);
  if (!result.success) throw unreadable(item, result.error.message);
  return result.data;
}

function unreadable({ pk, sk }: Item, why: string): ItemUnreadableError {
  return new ItemUnreadableError(`${pk} ${sk}: ${why}`);
}
