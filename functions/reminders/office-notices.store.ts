import * as z from 'zod';
import type { NamedOffice, OfficeId } from '../offices/offices.ts';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { type LocalDate, localDate } from '../platform/values/local-date.ts';
import type { Notice } from './worklists.ts';

/**
 * What an office is given notice of: an office below it that is late, or one in its forums that was not reached; or of
 * itself, that its own letter was not sent.
 */
export type NoticeKind = 'below' | 'unreached' | 'unsent';

/** Notices for offices which are swept elsewhere, or at another time. */
export interface OfficeNotices {
  /** Leaves `reader` a notice of an office, on a local day; what was left before is replaced. */
  leave(kind: NoticeKind, reader: OfficeId, about: NamedOffice, on: LocalDate): Promise<void>;
}

/** Days after which a notice that is not left again ends by itself: longer than a holiday and its week. */
const KEPT_DAYS = 21;

/** What the partitions of notices begin with. */
export const NOTICE_PREFIXES = { below: 'BELOW', unreached: 'UNREACHED', unsent: 'UNSENT' } as const satisfies Record<
  NoticeKind,
  string
>;

const stored = z.object({ sk: z.string(), officeName: z.string(), until: localDate });

/** The notice that an item tells of, be it of the table or of the index; undefined if there is none. */
export function noticeIn(item: Item): Notice | undefined {
  const { sk: officeId, officeName: name, until: on } = stored.safeParse(item).data ?? {};
  return officeId === undefined || name === undefined || on === undefined ? undefined : { officeId, name, on };
}

/** The notices in the table: they stand in the reader's index of turns. */
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
