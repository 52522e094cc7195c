import { randomUUID } from 'node:crypto';

/** A unique word of letters: the digits of a random id may look like a personal number, which texts must not contain. */
export function uniqueWord(): string {
  return randomUUID().replaceAll(/[\d-]/g, (sign) => 'ghijklmnop'[Number(sign)] ?? '');
}
