import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PresignedUrls } from '../../../functions/platform/presigned-urls.ts';
import { NotReachedError } from '../../../functions/platform/values/errors.ts';
import { BucketReportFiles } from '../../../functions/reports/monthly/report-files.client.ts';
import { FIGURES } from '../../builders/letters.ts';

const OTHERS = { ...FIGURES, open: 99 };

/** A bucket that answers each request by its method, and remembers them. */
function bucket(answers: Readonly<Record<string, () => Response>>) {
  const asked: { readonly url: URL; readonly request: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    asked.push({ url: new URL(url), request });
    const answer = answers[request.method ?? ''];
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer();
  });
  const files = new BucketReportFiles(new PresignedUrls('reports', 'ap-southeast-3'));
  return { asked, files };
}

const status = (code: number, figures?: object) => () =>
  new Response(null, {
    status: code,
    headers: figures === undefined ? {} : { 'x-amz-meta-figures': JSON.stringify(figures) },
  });
const keep = (files: BucketReportFiles) => files.store('73.73', '2026-10', '<!doctype html>', FIGURES);

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('a report', () => {
  it('is put on condition that there is none, with its figures beside it', async () => {
    const { asked, files } = bucket({ PUT: status(200) });
    expect(await keep(files)).toEqual(FIGURES);
    expect(asked.map(({ url }) => url.pathname)).toEqual(['/regions/73.73/2026-10.html']);
    expect(asked[0]?.request.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'if-none-match': '*',
      'x-amz-meta-figures': JSON.stringify(FIGURES),
    });
    // A request without the condition is another one than was signed.
    const signed = asked[0]?.url.searchParams.get('X-Amz-SignedHeaders');
    expect(signed).toBe('content-type;host;if-none-match;x-amz-meta-figures');
  });

  it('that is kept already stays, and gives its own figures', async () => {
    const { asked, files } = bucket({ PUT: status(412), HEAD: status(200, OTHERS) });
    expect(await keep(files)).toEqual(OTHERS);
    expect(asked.map(({ request }) => request.method)).toEqual(['PUT', 'HEAD']);
  });

  it.each([
    ['denied', { PUT: status(403) }],
    ['in the middle of being written by another', { PUT: status(409) }],
    ['gone again', { PUT: status(412), HEAD: status(404) }],
    ['not answered', {}],
  ])('that is %s is not kept', async (_, answers) => {
    await expect(keep(bucket(answers).files)).rejects.toThrow(NotReachedError);
  });

  it('is found with its page and figures, or not at all', async () => {
    const found = bucket({ GET: () => new Response('<!doctype html>'), HEAD: status(200, FIGURES) }).files;
    expect(await found.page('73.73', '2026-10')).toBe('<!doctype html>');
    expect(await found.figures('73.73', '2026-10')).toEqual(FIGURES);
    const none = bucket({ GET: status(404), HEAD: status(404) }).files;
    expect(await none.page('73.73', '2026-10')).toBeUndefined();
    expect(await none.figures('73.73', '2026-10')).toBeUndefined();
    const denied = bucket({ GET: status(403), HEAD: status(500) }).files;
    await expect(denied.page('73.73', '2026-10')).rejects.toThrow(NotReachedError);
    await expect(denied.figures('73.73', '2026-10')).rejects.toThrow(NotReachedError);
  });
});
