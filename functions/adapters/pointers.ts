import type { LocalDate } from '../domain/local-date.ts';
import type { OfficeId } from '../domain/offices.ts';
import type { Named } from '../domain/waiting.ts';
import { SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * What an office is left word of: an office below it that is late, or one in its forums that was not reached; or of
 * itself, that its own letter was not sent.
 */
export type Word = 'below' | 'unreached' | 'unsent';

/** Words that are left for offices which are swept elsewhere, or at another time. */
export interface Pointers {
  /** Leaves word for `reader` of an office, on a local day; what was left before is replaced. */
  leave(word: Word, reader: OfficeId, about: Named, on: LocalDate): Promise<void>;
}

/** Days after which a word that is not left again ends by itself: longer than a holiday and its week. */
const KEPT_DAYS = 21;

const PREFIX = { below: 'BELOW', unreached: 'UNREACHED', unsent: 'UNSENT' } as const satisfies Record<Word, string>;

/** The words in the table: they stand in the reader's index of turns. */
export class TablePointers implements Pointers {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async leave(word: Word, reader: OfficeId, { officeId, name }: Named, on: LocalDate): Promise<void> {
    const put = {
      ...keys[word](reader, officeId),
      schema: SCHEMA_VERSION,
      turnOffice: reader,
      turnDue: `${PREFIX[word]}#${officeId}`,
      statement: name,
      turn: on,
      expires: Date.parse(on) / 1000 + KEPT_DAYS * 86_400,
    };
    await this.#table.write([{ put }]);
  }
}
