import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { commitmentIdOf, keys, placeOf, regionOfId } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { localDate } from '../platform/values/local-date.ts';
import { type Commitment, commitment, type Due, type keptCriterion, stage, type Turn } from './commitment.ts';
import { type CommitmentEvent, commitmentEvent } from './events.ts';
import { turnActionOf, turnSince } from './turns.ts';

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

/**
 * The item of a commitment, without its thread. It says nothing twice, for with a task token of 1,000 characters a
 * move costs nine write units only up to 2 KB (infra/decisions/0008): what keys or the stage tell is left out.
 */
export function toItem(of: Commitment): Item {
  const { commitmentId, region, raisedOn, statement, criterion, due, submission, turn, ...fields } = {
    turn: undefined,
    due: undefined,
    submission: undefined,
    ...of,
  };
  return {
    ...keys.commitment(commitmentId),
    schema: SCHEMA_VERSION,
    ...fields,
    ...placeOf('C', region, raisedOn),
    // At the top, for the index of turns copies it: reminding reads that index alone.
    statement: statement.id,
    statementEn: statement.en,
    criterion: criterion && shortCriterion(criterion),
    due: due === undefined ? undefined : shortDue(due),
    submission: submission && [submission.on, submission.userId],
    turnOffice: turn?.office,
    turnDue: turn?.dueOn,
    turn: turn === undefined ? undefined : turnMark(of, turn),
  };
}

/** What the index of turns tells beside office and date: the action, since when, and whether other offices co-own. */
function turnMark(of: Commitment, { action }: Turn): string {
  return `${action} ${turnSince(of, action)}${of.coOwners.length > 0 ? ' joint' : ''}`;
}

/** A target has all its parts, so that their names need not be kept. */
function shortCriterion({ evidence, target }: z.infer<typeof keptCriterion>) {
  return { evidence, target: target && [target.comparator, target.value, target.unit.id, target.unit.en] };
}

/** A due date that was never moved is the first one, and has no extensions to count. */
function shortDue({ on, first, extensions, counted }: Due) {
  return {
    on,
    first: first === on ? undefined : first,
    extensions: extensions === 0 ? undefined : extensions,
    counted: counted === undefined ? undefined : [counted.workingDays, counted.from],
  };
}

const storedDue = z.object({
  on: localDate,
  first: localDate.optional(),
  extensions: z.int().default(0),
  counted: z.tuple([z.int(), localDate]).optional(),
});

const storedCriterion = z.object({
  evidence: z.unknown().optional(),
  target: z.tuple([z.string(), z.number(), z.string(), z.string().optional()]).optional(),
});

const storedSubmission = z.tuple([localDate, z.string()]);

/** @throws ItemUnreadableError the item is of a later schema version, or broken */
export function toStoredCommitment(item: Item): StoredCommitment {
  checkSchema(item);
  const commitmentId = commitmentIdOf(String(item.pk));
  const parsed = z.object({ commitment, thread }).safeParse({
    commitment: {
      ...item,
      commitmentId,
      region: regionOfId(commitmentId),
      raisedOn: String(item.placeSort).slice(-'2026-01-31'.length),
      statement: { id: item.statement, en: item.statementEn },
      criterion: criterionOf(item),
      due: dueOf(item),
      submission: submissionOf(item),
      turn: { office: item.turnOffice, action: actionOf(item), dueOn: item.turnDue },
    },
    thread: item,
  });
  if (!parsed.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${parsed.error.message}`);
  return parsed.data;
}

function criterionOf(item: Item) {
  const stored = storedCriterion.safeParse(item.criterion);
  // What is there and cannot be read is left to be refused, not taken for missing.
  if (!stored.success) return item.criterion;
  const { evidence, target } = stored.data;
  if (target === undefined) return { evidence };
  const [comparator, value, id, en] = target;
  return { evidence, target: { comparator, value, unit: { id, en } } };
}

function submissionOf(item: Item) {
  const stored = storedSubmission.safeParse(item.submission);
  if (!stored.success) return item.submission;
  const [on, userId] = stored.data;
  return { on, userId };
}

function dueOf(item: Item) {
  const stored = storedDue.safeParse(item.due);
  if (!stored.success) return item.due;
  const { on, first = on, extensions, counted } = stored.data;
  return { on, first, extensions, counted: counted && { workingDays: counted[0], from: counted[1] } };
}

function actionOf(item: Item) {
  const at = stage.safeParse(item.stage);
  return at.success ? turnActionOf({ ...item, stage: at.data }) : undefined;
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
