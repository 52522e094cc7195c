import { keys } from '../platform/keys.ts';
import { IF_ABSENT, requestItem } from '../platform/request-items.ts';
import type { Table } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import type { UploadFile } from './transfers.ts';

/** The announced import files. */
export interface UploadStore {
  /**
   * Announces a file; a repeated request changes nothing.
   * @throws KeyAlreadyUsedError the id belongs to another request
   */
  announce(uploadId: string, file: UploadFile, requestHash: string): Promise<void>;
}

export class TableUploadStore implements UploadStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async announce(uploadId: string, file: UploadFile, requestHash: string): Promise<void> {
    const put = { ...requestItem({ id: uploadId, hash: requestHash }), ...file };
    if (await this.#table.write([{ put, condition: IF_ABSENT }])) return;
    const existing = await this.#table.get(keys.request(uploadId));
    if (existing?.requestHash !== requestHash) throw new KeyAlreadyUsedError();
  }
}
