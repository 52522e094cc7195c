import type { PresignedUrls } from '../../platform/presigned-urls.ts';
import { NotReachedError } from '../../platform/values/errors.ts';
import type { Month } from '../../platform/values/months.ts';
import { type RegionFigures, regionFigures } from './monthly-letters.ts';

/** The monthly reports of regions. A stored report is never changed. */
export interface ReportFiles {
  /**
   * Stores a report unless the region and month already have one.
   * @returns the figures of the stored report
   * @throws NotReachedError the bucket does not answer, or refuses
   */
  store(region: string, month: Month, page: string, figures: RegionFigures): Promise<RegionFigures>;
  /** The figures of the stored report, if any. @throws NotReachedError as for store */
  figures(region: string, month: Month): Promise<RegionFigures | undefined>;
}

export interface ReportPages {
  /** The stored page, if any. @throws NotReachedError as for store */
  page(region: string, month: Month): Promise<string | undefined>;
}

/** The object metadata that holds the figures. */
const FIGURES = 'x-amz-meta-figures';

const SECONDS = 60;
const TIMEOUT_MS = 20_000;

export class BucketReportFiles implements ReportFiles, ReportPages {
  readonly #addresses: PresignedUrls;
  constructor(addresses: PresignedUrls) {
    this.#addresses = addresses;
  }

  async store(region: string, month: Month, page: string, figures: RegionFigures): Promise<RegionFigures> {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      [FIGURES]: JSON.stringify(figures),
      // S3 answers 412 if the object exists.
      'if-none-match': '*',
    };
    const answer = await this.#request('PUT', region, month, headers, page);
    if (answer?.ok === true) return figures;
    const stored = answer?.status === 412 ? await this.figures(region, month) : undefined;
    return stored ?? refuse('PUT', answer);
  }

  async figures(region: string, month: Month): Promise<RegionFigures | undefined> {
    const answer = await this.#request('HEAD', region, month);
    if (answer?.status === 404) return undefined;
    if (answer?.ok !== true) return refuse('HEAD', answer);
    return regionFigures.parse(JSON.parse(answer.headers.get(FIGURES) ?? ''));
  }

  async page(region: string, month: Month): Promise<string | undefined> {
    const answer = await this.#request('GET', region, month);
    if (answer?.status === 404) return undefined;
    return answer?.ok === true ? await answer.text() : refuse('GET', answer);
  }

  /** @returns undefined without an answer, or without one in time */
  async #request(
    method: 'GET' | 'HEAD' | 'PUT',
    region: string,
    month: Month,
    headers: Readonly<Record<string, string>> = {},
    body?: string,
  ): Promise<Response | undefined> {
    const url = await this.#addresses.sign({ method, key: keyOf(region, month), expiresIn: SECONDS, headers });
    const request = { method, headers, ...(body === undefined ? {} : { body }) };
    return await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  }
}

function refuse(method: string, answer: Response | undefined): never {
  throw new NotReachedError(`the report bucket answered ${answer?.status ?? 'nothing'} to ${method}`);
}

function keyOf(region: string, month: Month): string {
  return `regions/${region}/${month}.html`;
}
