import { keys } from '../platform/keys.ts';
import { NOT_YET, requestItem } from '../platform/request-items.ts';
import type { Table } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import type { UploadFile } from './transfers.ts';

/** The files that administrators have announced for imports. */
export interface UploadStore {
  /**
   * Announces a file; announced before by the same request, does nothing.
   * @throws KeyAlreadyUsedError the id was given to another request
   */
  announce(uploadId: string, file: UploadFile, requestHash: string): Promise<void>;
}

/** The announced files in the table. */
export class TableUploadStore implements UploadStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async announce(uploadId: string, file: UploadFile, requestHash: string): Promise<void> {
    const put = { ...requestItem({ id: uploadId, hash: requestHash }), ...file };
    if (await this.#table.write([{ put, condition: NOT_YET }])) return;
    const existing = await this.#table.get(keys.request(uploadId));
    if (existing?.requestHash !== requestHash) throw new KeyAlreadyUsedError();
  }
}
