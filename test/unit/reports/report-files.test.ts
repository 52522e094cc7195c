import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PresignedUrls } from '../../../functions/platform/presigned-urls.ts';
import { NotReachedError } from '../../../functions/platform/values/errors.ts';
import { BucketReportFiles } from '../../../functions/reports/monthly/report-files.client.ts';
import { FIGURES } from '../../builders/letters.ts';

const OTHERS = { ...FIGURES, open: 99 };

/** A bucket that answers each request by its method and records the requests. */
function bucket(answers: Readonly<Record<string, () => Response>>) {
  const requests: { readonly url: URL; readonly request: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    requests.push({ url: new URL(url), request });
    const answer = answers[request.method ?? ''];
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer();
  });
  const files = new BucketReportFiles(new PresignedUrls('reports', 'ap-southeast-3'));
  return { requests, files };
}

const status = (code: number, figures?: object) => () =>
  new Response(null, {
    status: code,
    headers: figures === undefined ? {} : { 'x-amz-meta-figures': JSON.stringify(figures) },
  });
const store = (files: BucketReportFiles) => files.store('73.73', '2026-10', '<!doctype html>', FIGURES);

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('the report bucket', () => {
  it('stores a report with its figures on condition that there is none', async () => {
    const { requests, files } = bucket({ PUT: status(200) });
    expect(await store(files)).toEqual(FIGURES);
    expect(requests.map(({ url }) => url.pathname)).toEqual(['/regions/73.73/2026-10.html']);
    expect(requests[0]?.request.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'if-none-match': '*',
      'x-amz-meta-figures': JSON.stringify(FIGURES),
    });
    // The signature covers the condition, so it cannot be left out.
    const signed = requests[0]?.url.searchParams.get('X-Amz-SignedHeaders');
    expect(signed).toBe('content-type;host;if-none-match;x-amz-meta-figures');
  });

  it('leaves a stored report as it is and returns its figures', async () => {
    const { requests, files } = bucket({ PUT: status(412), HEAD: status(200, OTHERS) });
    expect(await store(files)).toEqual(OTHERS);
    expect(requests.map(({ request }) => request.method)).toEqual(['PUT', 'HEAD']);
  });

  it.each([
    ['denied', { PUT: status(403) }],
    ['in conflict with another write', { PUT: status(409) }],
    ['refused as existing, and gone again', { PUT: status(412), HEAD: status(404) }],
    ['not answered', {}],
  ])('throws NotReachedError if the write is %s', async (_, answers) => {
    await expect(store(bucket(answers).files)).rejects.toThrow(NotReachedError);
  });

  it('returns the page and figures of a report, undefined if there is none, and throws if denied', async () => {
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
