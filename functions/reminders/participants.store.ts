import * as z from 'zod';
import type { Concerned } from '../notifications/move-notices/move-notices.ts';
import type { OfficeId } from '../offices/offices.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { turnIn } from './worklist.store.ts';
import type { WaitingTurn } from './worklists.ts';

/** The offices that have a part in a commitment, and its turn as long as it is open. */
export interface CommitmentParticipants extends Concerned {
  readonly secretariat: readonly OfficeId[];
  readonly waiting?: WaitingTurn;
}

/** The parts of commitments, where the index of turns does not tell enough: of few, so that they are read one by one. */
export interface ParticipantsStore {
  /** As they are, eventually consistent; undefined if there is no such commitment, or none that can be read. */
  of(commitmentId: string): Promise<CommitmentParticipants | undefined>;
}

/** The parts in the table. */
export class TableParticipantsStore implements ParticipantsStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async of(commitmentId: string): Promise<CommitmentParticipants | undefined> {
    const [item] = await this.#table.getAll([keys.commitment(commitmentId)]);
    return item === undefined ? undefined : toParts(item);
  }
}

// Not the whole commitment: a sweep has to go on where a field that it never looks at is broken, and its bundle has no
// room for the rules of all of them.
const offices = z.object({
  ownerOffice: z.string().optional(),
  verifierOffice: z.string().optional(),
  coOwners: z.array(z.string()),
  secretariat: z.array(z.string()),
  turnOffice: z.string().optional(),
});

function toParts(item: Item): CommitmentParticipants | undefined {
  const parsed = offices.safeParse(item);
  if (!parsed.success) return undefined;
  const { turnOffice: office, ...parts } = parsed.data;
  const waiting = turnIn(item);
  if (office === undefined || waiting === undefined) return parts;
  return { ...parts, waiting, turn: { office, action: waiting.action } };
}
