import * as z from 'zod';
import { withChanges } from '../../commitments/commitment-items.store.ts';
import { fieldsAfter } from '../../commitments/events.ts';
import { stage } from '../../commitments/outcomes.ts';
import { TURN_ACTIONS } from '../../commitments/stages.ts';
import { ItemUnreadableError } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import type { Item, Table } from '../../platform/table.ts';
import type { Concerned } from './move-notices.ts';

/** An event of a commitment, with whom it concerned before and after. */
export interface Trail {
  readonly move: string;
  /** The office that made the move. */
  readonly office: string;
  /** When, as an instant. */
  readonly at: string;
  /** What is promised since then, in Bahasa Indonesia. */
  readonly statement: string;
  readonly before: Concerned;
  readonly after: Concerned;
}

/** What the events of commitments say of the offices concerned, as it was at the time. */
export interface EventTrail {
  /** The event of that version; undefined if there is none. @throws ItemUnreadableError one up to it is of a later schema version */
  at(commitmentId: string, version: number): Promise<Trail | undefined>;
}

/** The trail in the table. */
export class TableEventTrail implements EventTrail {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async at(commitmentId: string, version: number): Promise<Trail | undefined> {
    const { pk, sk: last } = keys.event(commitmentId, version);
    const items = await this.#table.queryAll({ value: pk, between: [keys.event(commitmentId, 1).sk, last] });
    const steps = items.map(toStep);
    const event = steps[version - 1];
    if (event === undefined) return undefined;
    const { move, office, at } = event;
    const fields = steps.slice(0, -1).reduce(fieldsAfter, {});
    const before = readable(concerned, fields, `${pk} before ${last}`);
    const { statement, ...after } = readable(concerned, fieldsAfter(fields, event), `${pk} ${last}`);
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

// Not the whole commitment: notices have to go on where a field that they never look at is broken.
const concerned = z.object({
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
