import * as z from 'zod';
import type { NamedOffice, OfficeId } from '../offices/offices.ts';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { type LocalDate, localDate } from '../platform/values/local-date.ts';
import type { Notice } from './worklists.ts';

/**
 * `below`: a subordinate office is late; `unreached`: an office of its forums is unreachable; `unsent`: its own letter
 * was not sent.
 */
export type NoticeKind = 'below' | 'unreached' | 'unsent';

/** Notices between offices that are swept in different batches or at different times. */
export interface OfficeNotices {
  /** Leaves `reader` a notice of an office for a local day; replaces an earlier one. */
  leave(kind: NoticeKind, reader: OfficeId, about: NamedOffice, on: LocalDate): Promise<void>;
}

/** Days until a notice expires: longer than a holiday and its week. */
const KEPT_DAYS = 21;

/** Prefixes of the partition keys. */
export const NOTICE_PREFIXES = { below: 'BELOW', unreached: 'UNREACHED', unsent: 'UNSENT' } as const satisfies Record<
  NoticeKind,
  string
>;

const stored = z.object({ sk: z.string(), officeName: z.string(), until: localDate });

/** The notice in an item of the table or the index; undefined if the item is invalid. */
export function noticeIn(item: Item): Notice | undefined {
  const { sk: officeId, officeName: name, until: on } = stored.safeParse(item).data ?? {};
  return officeId === undefined || name === undefined || on === undefined ? undefined : { officeId, name, on };
}

/** The items are in the reader's index of turns. */
export class TableOfficeNotices implements OfficeNotices {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async leave(kind: NoticeKind, reader: OfficeId, { officeId, name }: NamedOffice, on: LocalDate): Promise<void> {
    const put = {
      ...keys[kind](reader, officeId),
      schema: SCHEMA_VERSION,
      waitsFor: reader,
      until: on,
      officeName: name,
      expires: Date.parse(on) / 1000 + KEPT_DAYS * 86_400,
    };
    await this.#table.write([{ put }]);
  }
}
