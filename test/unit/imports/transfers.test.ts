import { describe, expect, it } from 'vitest';
import { uploadFile } from '../../../functions/imports/transfers.ts';
import { CONTENT_TYPES } from '../../../functions/platform/values/file-formats.ts';

const MB = 1024 * 1024;

describe('an import file', () => {
  it.each`
    size           | isTaken  | because
    ${0}           | ${false} | ${'there is nothing in it'}
    ${1}           | ${true}  | ${'there is something in it'}
    ${10 * MB}     | ${true}  | ${'it is as large as it may be'}
    ${10 * MB + 1} | ${false} | ${'it is too large'}
    ${1.5}         | ${false} | ${'bytes are whole'}
  `('of $size bytes is accepted: $isTaken, $because', ({ size, isTaken }) => {
    const file = { name: 'forum.csv', contentType: CONTENT_TYPES.csv, size };
    expect(uploadFile.safeParse(file).success).toBe(isTaken);
  });
});
