import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SCHEMA_VERSION } from '../item-schema.ts';
import { keys } from '../keys.ts';
import { IF_ABSENT } from '../request-items.ts';
import type { TableAccess } from '../table.ts';
import { NotReachedError } from '../values/errors.ts';

const stored = z.object({ secret: z.string() });

/** The secret with which the forms of a deployment are signed: made once, at first use, and read once a process. */
export class TableFormSecret {
  readonly #table: Pick<TableAccess, 'get' | 'put'>;
  #known: Promise<string> | undefined;
  constructor(table: Pick<TableAccess, 'get' | 'put'>) {
    this.#table = table;
  }

  async get(): Promise<string> {
    this.#known ??= this.#readOrMake();
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  async #readOrMake(): Promise<string> {
    const found = await this.#read();
    if (found !== undefined) return found;
    const secret = randomBytes(32).toString('base64url');
    const item = { ...keys.formSecret(), schema: SCHEMA_VERSION, secret };
    if (await this.#table.put(item, IF_ABSENT)) return secret;
    // Another process was first.
    const other = await this.#read();
    if (other === undefined) throw new NotReachedError('Kunci formulir belum dapat dibaca. Ulangi sebentar lagi.');
    return other;
  }

  async #read(): Promise<string | undefined> {
    const item = await this.#table.get(keys.formSecret());
    return item === undefined ? undefined : stored.parse(item).secret;
  }
}
