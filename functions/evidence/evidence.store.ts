import * as z from 'zod';
import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { evidenceFile } from './evidence.ts';

const announced = evidenceFile.extend({ evidenceId: z.string() });

/** An announced file, uploaded or not. */
export type AnnouncedFile = z.infer<typeof announced>;

/** The announced evidence files of commitments. The caller has checked the scope by reading the commitment. */
export interface EvidenceStore {
  /**
   * Announces a file; a repeated request changes nothing.
   * @throws KeyAlreadyUsedError the id belongs to another request
   */
  announce(commitmentId: string, file: AnnouncedFile, requestHash: string): Promise<void>;
  list(commitmentId: string): Promise<readonly AnnouncedFile[]>;
}

export class TableEvidenceStore implements EvidenceStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async announce(commitmentId: string, file: AnnouncedFile, requestHash: string): Promise<void> {
    const key = keys.evidence(commitmentId, file.evidenceId);
    const item: Item = { ...key, schema: SCHEMA_VERSION, ...file, requestHash };
    if (await this.#table.write([{ put: item, condition: 'attribute_not_exists(pk)' }])) return;
    const existing = await this.#table.get(key);
    if (existing?.requestHash !== requestHash) throw new KeyAlreadyUsedError();
  }

  async list(commitmentId: string): Promise<readonly AnnouncedFile[]> {
    const items = await this.#table.queryAll({ value: keys.commitment(commitmentId).pk, prefix: 'EVIDENCE#' });
    for (const item of items) checkSchema(item);
    return z.array(z.object(announced.shape)).parse(items);
  }
}
