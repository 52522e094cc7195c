import * as z from 'zod';
import { withChanges } from '../../commitments/commitment-items.store.ts';
import { fieldsAfter } from '../../commitments/events.ts';
import { stage } from '../../commitments/outcomes.ts';
import { TURN_ACTIONS } from '../../commitments/stages.ts';
import { ItemUnreadableError } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import type { Item, Table } from '../../platform/table.ts';
import type { Participants } from './move-notices.ts';

/** An event of a commitment with the participants before and after it. */
export interface TrailEvent {
  readonly move: string;
  /** The office that made the move. */
  readonly office: string;
  /** Instant. */
  readonly at: string;
  /** The statement after the event, in Bahasa Indonesia. */
  readonly statement: string;
  readonly before: Participants;
  readonly after: Participants;
}

/** The events of commitments with the participants at their time. */
export interface EventTrail {
  /**
   * @returns undefined if the commitment has no event of that version
   * @throws ItemUnreadableError an event up to that version has a later schema version
   */
  at(commitmentId: string, version: number): Promise<TrailEvent | undefined>;
}

export class TableEventTrail implements EventTrail {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async at(commitmentId: string, version: number): Promise<TrailEvent | undefined> {
    const { pk, sk: last } = keys.event(commitmentId, version);
    const items = await this.#table.queryAll({ value: pk, between: [keys.event(commitmentId, 1).sk, last] });
    const steps = items.map(toStep);
    const event = steps[version - 1];
    if (event === undefined) return undefined;
    const { move, office, at } = event;
    const fields = steps.slice(0, -1).reduce(fieldsAfter, {});
    const before = readable(participants, fields, `${pk} before ${last}`);
    const { statement, ...after } = readable(participants, fieldsAfter(fields, event), `${pk} ${last}`);
    return { move, office, at, statement: statement.id, before, after };
  }
}

const step = z.object({
  move: z.string(),
  office: z.string(),
  at: z.string(),
  to: stage,
  changes: z.record(z.string(), z.unknown()),
});
type Step = z.infer<typeof step>;

function toStep(item: Item): Step {
  return readable(step, withChanges(item), `${item.pk} ${item.sk}`);
}

// Not the whole commitment: a broken field that notices do not use must not block them.
const participants = z.object({
  ownerOffice: z.string().optional(),
  verifierOffice: z.string().optional(),
  coOwners: z.array(z.string()).default([]),
  turn: z.object({ office: z.string(), action: z.enum(TURN_ACTIONS) }).optional(),
  statement: z.object({ id: z.string() }).default({ id: '' }),
});

function readable<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ItemUnreadableError(`${what}: ${parsed.error.message}`);
  return parsed.data;
}
