import * as z from 'zod';
import type { InputProblem } from '../platform/values/errors.ts';
import { idInRegion, regionOfId } from '../platform/values/ids.ts';

/** The key of a row: an exported id, or a key that the file's author chose. */
export const rowKey = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:/-]{0,79}$/, 'hanya huruf, angka dan tanda . _ : / -, paling banyak 80');

/** The id of a row's record: the key if it is an id, else derived from the key. */
export function idOf(kind: 'forums' | 'commitments', region: string, key: string): string {
  return regionOfId(key) === undefined ? idInRegion(region, `import\n${kind}\n${key}`) : key;
}

/** The problem of an id that belongs to another region than the row. */
export function regionMismatch(
  path: 'forumId' | 'commitmentId',
  row: { readonly region: string; readonly forumId: string; readonly commitmentId?: string },
): readonly InputProblem[] {
  const id = row[path];
  return id === undefined || regionOfId(id) === row.region ? [] : [{ path, message: 'milik daerah lain' }];
}
