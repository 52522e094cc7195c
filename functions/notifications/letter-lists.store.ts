import { BY_PLACE } from '../platform/indexes.ts';
import { keyOf, keys, lettersOf } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, Table } from '../platform/table.ts';
import { toStoredLetter } from './letter-items.store.ts';
import type { Letter } from './letters.ts';

/** Read access to letters, without the dependencies that send them. */
export interface LetterLists {
  /** A page of the letters to an office, latest first. */
  ofOffice(office: string, cursor: string | undefined): Promise<List<Letter>>;
  /** All letters of a run by office, including those that a dry run would have sent. */
  ofRun(runId: string): Promise<readonly Letter[]>;
}

export class TableLetterLists implements LetterLists {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async ofOffice(office: string, cursor: string | undefined): Promise<List<Letter>> {
    const range = { value: keys.letter(office, '').pk, backwards: true };
    return await listRanges(this.#table, [range], cursor, async (items) => items.map(letterIn));
  }

  async ofRun(runId: string): Promise<readonly Letter[]> {
    const dryRun = await this.#table.queryAll({ value: keys.run(runId).pk, prefix: 'LETTER#' });
    const letters = dryRun.map(letterIn);
    const sent: Range = { index: BY_PLACE, value: lettersOf(runId) };
    let cursor: string | undefined;
    do {
      const page = await listRanges(this.#table, [sent], cursor, async (keyed) =>
        (await this.#table.getAll(keyed.map(keyOf))).map(letterIn),
      );
      letters.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return letters;
  }
}

const letterIn = (item: Item) => toStoredLetter(item).letter;
