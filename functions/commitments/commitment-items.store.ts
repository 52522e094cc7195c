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

// The one codec of a commitment's item and of its events. Beside the whole it reads parts: whoever keeps the workflow,
// counts or reminds offices has to go on where a field that it never looks at is broken.

/** Where the workflow stands: which execution holds the commitment, and what it refused last. */
const thread = z.object({
  /** The task token that the next move goes to; absent once closed. */
  task: z.string().optional(),
  /** The execution's generation: a lower one can write nothing. */
  generation: z.int(),
  refusedMove: z.string().optional(),
  refusedBecause: z.string().optional(),
});
export type ExecutionState = z.infer<typeof thread>;

/** A commitment with its thread. */
export interface StoredCommitment {
  readonly commitment: Commitment;
  readonly thread: ExecutionState;
}

/** An event with the hash of the request that led to it, by which a repeated request is told from another. */
export interface RecordedEvent {
  readonly event: CommitmentEvent;
  readonly requestHash: string;
}

/** A turn as the index of turns tells of it. */
export interface IndexedTurn {
  readonly commitmentId: string;
  readonly region: string;
  /** What was promised, in Bahasa Indonesia. */
  readonly statement: string;
  readonly action: TurnAction;
  readonly since: LocalDate;
  readonly dueOn: LocalDate;
  /** Whether it has co-owners. */
  readonly isJoint: boolean;
}

/** The offices that have a part in a commitment, and its turn as long as it is open. */
export interface CommitmentParticipants {
  readonly ownerOffice?: OfficeId | undefined;
  readonly verifierOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly secretariat: readonly OfficeId[];
  readonly turn?: Pick<Turn, 'office' | 'action'>;
  readonly waiting?: IndexedTurn;
}

/**
 * The item of a commitment, without its thread. The statement and the turn stand at the top, where the index of turns
 * copies them; the names of the turn are short, for twenty rows of the index have to fit into half a read unit
 * (infra/decisions/0025).
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

/** @throws ItemUnreadableError the item is of a later schema version, or broken */
export function toStoredCommitment(item: Item): StoredCommitment {
  checkSchema(item);
  const { statement: id, statementEn: en, coOwners = [], waitsFor: office, until: dueOn, asks: action } = item;
  const read = parsed(z.object({ commitment, thread }), item, {
    commitment: { ...item, statement: { id, en }, coOwners, turn: { office, dueOn, action } },
    thread: item,
  });
  if (keys.commitment(read.commitment.commitmentId).pk !== item.pk) throw unreadable(item, 'its key is of another');
  return read;
}

const carried = z.object({
  stage: z.string(),
  version: z.int(),
  generation: z.int(),
  task: z.string().optional(),
});

/** A commitment as its workflow sees it. @throws ItemUnreadableError as above, for what the workflow needs alone */
export function toCarried(item: Item) {
  checkSchema(item);
  const { stage, ...of } = parsed(carried, item, item);
  return { commitmentId: commitmentIdOf(String(item.pk)), isOpen: stage !== 'closed', ...of };
}

const participants = z.object({
  ownerOffice: z.string().optional(),
  verifierOffice: z.string().optional(),
  coOwners: z.array(z.string()).default([]),
  secretariat: z.array(z.string()),
  waitsFor: z.string().optional(),
});

/** The offices that have a part in a commitment; undefined if they cannot be read. */
export function toParticipants(item: Item): CommitmentParticipants | undefined {
  const read = participants.safeParse(item);
  if (!read.success) return undefined;
  const { waitsFor: office, ...parts } = read.data;
  const waiting = turnIn(item);
  if (office === undefined || waiting === undefined) return parts;
  return { ...parts, waiting, turn: { office, action: waiting.action } };
}

const waitingTurn = z.object({
  statement: z.string(),
  until: localDate,
  asks: z.enum(TURN_ACTIONS),
  since: localDate,
  coOwners: z.array(z.string()).default([]),
});

/** The turn that an item of a commitment tells of, be it of the table or of the index; undefined if there is none. */
export function turnIn(item: Item): IndexedTurn | undefined {
  const read = waitingTurn.safeParse(item).data;
  const commitmentId = commitmentIdOf(String(item.pk));
  const region = regionOfId(commitmentId);
  if (read === undefined || region === undefined) return undefined;
  const { statement, asks: action, since, until: dueOn, coOwners } = read;
  return { commitmentId, region, statement, action, since, dueOn, isJoint: coOwners.length > 0 };
}

/**
 * The item of an event. What a move took away stands in a list of its own, for a workflow can write no null
 * (functions/commitments/workflow-attributes.ts).
 */
export function toEventItem(commitmentId: string, { event, requestHash }: RecordedEvent): Item {
  const { changes, ...fields } = event;
  const kept = Object.entries(changes).filter(([, value]) => value !== null);
  const removed = Object.keys(changes).filter((name) => changes[name] === null);
  return {
    ...keys.event(commitmentId, event.version),
    schema: SCHEMA_VERSION,
    commitmentId,
    ...fields,
    changes: Object.fromEntries(kept),
    ...(removed.length === 0 ? {} : { removed }),
    requestHash,
  };
}

const storedChanges = z.object({
  changes: z.record(z.string(), z.unknown()),
  removed: z.array(z.string()).default([]),
});

/** An event's item with its changes as a merge patch again: null takes a field away. @throws ItemUnreadableError */
export function withChanges(item: Item): Item {
  checkSchema(item);
  const { changes, removed } = parsed(storedChanges, item, item);
  return { ...item, changes: { ...changes, ...Object.fromEntries(removed.map((name) => [name, null])) } };
}

/** @throws ItemUnreadableError the item is of a later schema version, or broken */
export function toRecordedEvent(item: Item): RecordedEvent {
  const event = withChanges(item);
  const form = z.object({ event: commitmentEvent, requestHash: z.string() });
  return parsed(form, item, { event, requestHash: item.requestHash });
}

/** An item as DynamoDB's attribute map, for the workflow to write. @throws AttributeTypeRefusedError it cannot write it */
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
