import { describe, expect, it } from 'vitest';
import { download } from '../../../functions/platform/http/download.ts';

describe('a file to be saved', () => {
  it.each`
    format    | written                | type                                                                   | body      | isBase64
    ${'csv'}  | ${'a;b'}               | ${'text/csv; charset=utf-8'}                                           | ${'a;b'}  | ${false}
    ${'xlsx'} | ${new Uint8Array([1])} | ${'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'} | ${'AQ=='} | ${true}
  `('is $format by its name, its type and its body', ({ format, written, type, body, isBase64 }) => {
    expect(download('laporan-73.73-2026-11-25', format, written)).toMatchObject({
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="laporan-73.73-2026-11-25.${format}"`,
      },
      body,
      isBase64Encoded: isBase64,
    });
  });

  it.each([
    ['a text', 'x'.repeat(6_300_000)],
    ['bytes, which take a third more than they are', new Uint8Array(4_800_000)],
  ])('is refused where Lambda could not answer with it: %s', (_, written) => {
    const format = typeof written === 'string' ? 'csv' : 'xlsx';
    expect(() => download('laporan', format, written)).toThrow(expect.objectContaining({ name: 'TooLargeError' }));
  });
});
