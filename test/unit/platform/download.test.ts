import { describe, expect, it } from 'vitest';
import { download } from '../../../functions/platform/http/download.ts';

describe('a file download', () => {
  it.each`
    format    | written                | type                                                                   | body      | isBase64
    ${'csv'}  | ${'a;b'}               | ${'text/csv; charset=utf-8'}                                           | ${'a;b'}  | ${false}
    ${'xlsx'} | ${new Uint8Array([1])} | ${'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'} | ${'AQ=='} | ${true}
  `('has the name, type and body of $format', ({ format, written, type, body, isBase64 }) => {
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
    ['bytes, which base64 enlarges by a third', new Uint8Array(4_800_000)],
  ])('is refused beyond the response limit of Lambda: %s', (_, written) => {
    const format = typeof written === 'string' ? 'csv' : 'xlsx';
    expect(() => download('laporan', format, written)).toThrow(expect.objectContaining({ name: 'TooLargeError' }));
  });
});
