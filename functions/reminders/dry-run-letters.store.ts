import * as z from 'zod';
import { toStoredLetter } from '../notifications/letter-items.store.ts';
import type { Letter } from '../notifications/letters.ts';
import { keys } from '../platform/keys.ts';
import type { List } from '../platform/pagination.ts';
import type { TableAccess } from '../platform/table.ts';

const rowOfLetter = z.object({ subject: z.string().optional() });
const rowOfWords = z.object({ subject: z.string(), addresses: z.array(z.string()), html: z.string() });

/** What a letter says, and to whom. */
export type DryRunWords = Readonly<z.infer<typeof rowOfWords>>;

/** A letter that a dry run would have sent, without its words. */
export interface DryRunLetter extends Pick<Letter, 'letterId' | 'office' | 'addresses'> {
  readonly subject: string;
}

/** The letters of dry runs, to be read by people. */
export interface DryRunLetters {
  /** A page of the letters of a run, in the order of their ids: one read. */
  list(runId: string, after: string | undefined): Promise<List<DryRunLetter>>;
  /** Undefined once it has expired. One read. */
  words(runId: string, letterId: string): Promise<DryRunWords | undefined>;
}

const PAGE = 50;

export class TableDryRunLetters implements DryRunLetters {
  readonly #table: Pick<TableAccess, 'get' | 'query'>;
  constructor(table: Pick<TableAccess, 'get' | 'query'>) {
    this.#table = table;
  }

  async list(runId: string, after: string | undefined): Promise<List<DryRunLetter>> {
    const { pk, sk: prefix } = keys.letterOfDryRun(runId, '');
    const from = after === undefined ? undefined : { ...keys.letterOfDryRun(runId, after) };
    const { items, last } = await this.#table.query({ value: pk, prefix }, PAGE, from);
    const letters = items.map((item) => {
      const { letterId, office, addresses } = toStoredLetter(item).letter;
      return { letterId, office, addresses, subject: rowOfLetter.parse(item).subject ?? letterId };
    });
    const cursor = letters.at(-1)?.letterId;
    return last === undefined || cursor === undefined ? { items: letters } : { items: letters, cursor };
  }

  async words(runId: string, letterId: string): Promise<DryRunWords | undefined> {
    return rowOfWords.safeParse(await this.#table.get(keys.contentOfDryRun(runId, letterId))).data;
  }
}
