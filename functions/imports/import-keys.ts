import * as z from 'zod';
import type { InputProblem } from '../platform/values/errors.ts';
import { idInRegion, regionOfId } from '../platform/values/ids.ts';

/** What a row of a file is known by: an id of ours, as exported, or whatever its author calls it. */
export const rowKey = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:/-]{0,79}$/, 'hanya huruf, angka dan tanda . _ : / -, paling banyak 80');

/** The id of what a row is about: its key where that is one, or one that follows from the key. */
export function idOf(kind: 'forums' | 'commitments', region: string, key: string): string {
  return regionOfId(key) === undefined ? idInRegion(region, `import\n${kind}\n${key}`) : key;
}

/** That an id in a row belongs to another region than the row. */
export function ofAnotherRegion(
  path: 'forumId' | 'commitmentId',
  row: { readonly region: string; readonly forumId: string; readonly commitmentId?: string },
): readonly InputProblem[] {
  const id = row[path];
  return id === undefined || regionOfId(id) === row.region ? [] : [{ path, message: 'milik daerah lain' }];
}
