import { type MovedDate, movedDate } from '../domain/recalculation.ts';
import { type Tell, tell } from '../domain/recalculation-letters.ts';
import { SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import { NOT_YET } from './requests.ts';
import type { Item, Table, Write } from './table.ts';

/** What a run of recalculation has moved, and whom it has told. */
export interface RecalculationJournal {
  /** Records dates that a dry run would move. */
  record(runId: string, moved: readonly MovedDate[]): Promise<void>;
  /** All dates that were moved, by office. */
  moved(runId: string): Promise<readonly MovedDate[]>;
  /** The dates of one office. */
  movedOf(runId: string, office: string): Promise<readonly MovedDate[]>;
  /** Notes that an office has to be told, unless that was noted before. */
  expect(runId: string, expected: Tell): Promise<void>;
  /** The offices that have to be told, and how far that has come. */
  tells(runId: string): Promise<readonly Tell[]>;
  /** Notes how far it has come with an office. */
  note(runId: string, told: Tell): Promise<void>;
}

/** The writes that record moved dates, to be made together with the moves themselves. */
export function movedWrites(runId: string, moved: readonly MovedDate[]): readonly Write[] {
  return moved.map(({ commitmentId, office, what, ...dates }) => ({
    put: {
      ...keys.moved(runId, office, commitmentId, what),
      schema: SCHEMA_VERSION,
      commitmentId,
      office,
      what,
      ...dates,
    },
  }));
}

/** The journal in the table, in the partition of the run. */
export class TableRecalculationJournal implements RecalculationJournal {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async record(runId: string, moved: readonly MovedDate[]): Promise<void> {
    await this.#table.write(movedWrites(runId, moved));
  }

  async moved(runId: string): Promise<readonly MovedDate[]> {
    return await this.#dates(runId, 'MOVED#');
  }

  async movedOf(runId: string, office: string): Promise<readonly MovedDate[]> {
    return await this.#dates(runId, `MOVED#${office}#`);
  }

  async expect(runId: string, expected: Tell): Promise<void> {
    await this.#table.write([{ put: tellItem(runId, expected), condition: NOT_YET }]);
  }

  async tells(runId: string): Promise<readonly Tell[]> {
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix: 'TELL#' });
    return items.map((item) => tell.parse(item));
  }

  async note(runId: string, told: Tell): Promise<void> {
    await this.#table.write([{ put: tellItem(runId, told) }]);
  }

  async #dates(runId: string, prefix: string): Promise<readonly MovedDate[]> {
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix });
    return items.map((item) => movedDate.parse(item));
  }
}

function tellItem(runId: string, row: Tell): Item {
  return { ...keys.tell(runId, row.office), schema: SCHEMA_VERSION, ...row };
}
