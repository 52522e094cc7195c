import type { Item } from './table.ts';

/** The form in which items are written. Raise it when the form changes in a way that older code cannot read. */
export const SCHEMA_VERSION = 1;

/** An item is of a form that this code does not know, or not of the form it should have. */
export class ItemUnreadableError extends Error {
  override readonly name = 'ItemUnreadableError';
}

/** @throws ItemUnreadableError the item is of a later schema version */
export function checkSchema(item: Item): void {
  if (item.schema !== SCHEMA_VERSION) {
    throw new ItemUnreadableError(`${item.pk} ${item.sk}: schema ${item.schema}, this code reads ${SCHEMA_VERSION}`);
  }
}
