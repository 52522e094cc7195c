import * as z from 'zod';
import { SCHEMA_VERSION } from '../item-schema.ts';
import { keys } from '../keys.ts';
import type { TableAccess } from '../table.ts';

const stored = z.object({ sealed: z.string(), expires: z.number() });

/** Posts that came without a session, sealed; a row ends by its time to live. */
export class TableLostPosts {
  readonly #table: Pick<TableAccess, 'get' | 'put' | 'remove'>;
  constructor(table: Pick<TableAccess, 'get' | 'put' | 'remove'>) {
    this.#table = table;
  }

  async keep(id: string, sealed: string, until: Date): Promise<void> {
    const expires = Math.floor(until.getTime() / 1_000);
    await this.#table.put({ ...keys.lostPost(id), schema: SCHEMA_VERSION, sealed, expires });
  }

  /** Undefined once it has expired, although DynamoDB may remove the row days later. */
  async find(id: string, now: Date): Promise<string | undefined> {
    const row = stored.safeParse(await this.#table.get(keys.lostPost(id)));
    return row.success && row.data.expires * 1_000 > now.getTime() ? row.data.sealed : undefined;
  }

  async drop(id: string): Promise<void> {
    await this.#table.remove(keys.lostPost(id));
  }
}
