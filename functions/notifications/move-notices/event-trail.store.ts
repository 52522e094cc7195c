import * as z from 'zod/mini';
import { withChanges } from '../../commitments/commitment-items.store.ts';
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
    const range = { value: pk, between: [keys.event(commitmentId, 1).sk, last] } as const;
    const steps = (await this.#table.queryAll(range)).map(toStep);
    const event = steps[version - 1];
    if (event === undefined) return undefined;
    const { move, office, at } = event;
    const after = standingAfter(steps);
    return { move, office, at, statement: after.statement, before: standingAfter(steps.slice(0, -1)), after };
  }
}

// Not the whole event: whoever gathers news has to go on where a field that it never looks at is broken.
const fields = {
  ownerOffice: z.nullish(z.string()),
  verifierOffice: z.nullish(z.string()),
  coOwners: z.optional(z.array(z.string())),
  turn: z.nullish(z.object({ office: z.string(), action: z.enum(TURN_ACTIONS) })),
  statement: z.optional(z.object({ id: z.string() })),
};
const step = z.object({ move: z.string(), office: z.string(), at: z.string(), changes: z.object(fields) });
type Step = z.infer<typeof step>;

function toStep(item: Item): Step {
  const parsed = step.safeParse(withChanges(item));
  if (!parsed.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${parsed.error.message}`);
  return parsed.data;
}

/** Whom a commitment concerned, and what it promised, as the changes left it one after the other; null takes a field away. */
function standingAfter(steps: readonly Step[]): Concerned & { readonly statement: string } {
  let held: Step['changes'] = {};
  for (const { changes } of steps) held = { ...held, ...changes };
  const { ownerOffice, verifierOffice, coOwners = [], turn, statement } = held;
  return {
    ownerOffice: ownerOffice ?? undefined,
    verifierOffice: verifierOffice ?? undefined,
    coOwners,
    turn: turn ?? undefined,
    statement: statement?.id ?? '',
  };
}
