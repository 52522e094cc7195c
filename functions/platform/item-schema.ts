import type { Item } from './table.ts';

/** The version of the stored item format. Raise it when older code cannot read the new format. */
export const SCHEMA_VERSION = 1;

/** An item has an unknown schema version or an unexpected shape. */
export class ItemUnreadableError extends Error {
  override readonly name = 'ItemUnreadableError';
}

/** @throws ItemUnreadableError the item has another schema version */
export function checkSchema(item: Item): void {
  if (item.schema !== SCHEMA_VERSION) {
    throw new ItemUnreadableError(`${item.pk} ${item.sk}: schema ${item.schema}, this code reads ${SCHEMA_VERSION}`);
  }
}
