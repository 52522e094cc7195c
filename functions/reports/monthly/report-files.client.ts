import type { PresignedUrls } from '../../platform/presigned-urls.ts';
import { NotReachedError } from '../../platform/values/errors.ts';
import type { Month } from '../../platform/values/months.ts';
import { type RegionFigures, regionFigures } from './monthly-letters.ts';

/** The monthly reports of regions: pages that are written once, and never changed. */
export interface ReportFiles {
  /**
   * Keeps a report, unless there is one of that region and month, which then stays as it is.
   * @returns the figures of the one that is kept
   * @throws NotReachedError the bucket does not answer
   */
  keep(region: string, month: Month, page: string, figures: RegionFigures): Promise<RegionFigures>;
  /** The figures of the report that is kept, if there is one. @throws NotReachedError as above */
  figures(region: string, month: Month): Promise<RegionFigures | undefined>;
}

/** The same, for whoever shows them. */
export interface ReportPages {
  /** The page, if it is kept. @throws NotReachedError the bucket does not answer */
  page(region: string, month: Month): Promise<string | undefined>;
}

/** Metadata of an object, in which its figures stand. */
const FIGURES = 'x-amz-meta-figures';

const SECONDS = 60;
const PATIENCE_MS = 20_000;

/** The reports in S3, by signed addresses. */
export class BucketReportFiles implements ReportFiles, ReportPages {
  readonly #addresses: PresignedUrls;
  constructor(addresses: PresignedUrls) {
    this.#addresses = addresses;
  }

  async keep(region: string, month: Month, page: string, figures: RegionFigures): Promise<RegionFigures> {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      [FIGURES]: JSON.stringify(figures),
      // Whoever comes second leaves the first as it is: S3 answers 412.
      'if-none-match': '*',
    };
    const answer = await this.#ask('PUT', region, month, headers, page);
    if (answer?.ok === true) return figures;
    const kept = answer?.status === 412 ? await this.figures(region, month) : undefined;
    return kept ?? refuse('PUT', answer);
  }

  async figures(region: string, month: Month): Promise<RegionFigures | undefined> {
    const answer = await this.#ask('HEAD', region, month);
    if (answer?.status === 404) return undefined;
    if (answer?.ok !== true) return refuse('HEAD', answer);
    return regionFigures.parse(JSON.parse(answer.headers.get(FIGURES) ?? ''));
  }

  async page(region: string, month: Month): Promise<string | undefined> {
    const answer = await this.#ask('GET', region, month);
    if (answer?.status === 404) return undefined;
    return answer?.ok === true ? await answer.text() : refuse('GET', answer);
  }

  /** @returns undefined if there was no answer, or in time */
  async #ask(
    method: 'GET' | 'HEAD' | 'PUT',
    region: string,
    month: Month,
    headers: Readonly<Record<string, string>> = {},
    body?: string,
  ): Promise<Response | undefined> {
    const url = await this.#addresses.sign({ method, key: keyOf(region, month), expiresIn: SECONDS, headers });
    const request = { method, headers, ...(body === undefined ? {} : { body }) };
    return await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
  }
}

function refuse(method: string, answer: Response | undefined): never {
  throw new NotReachedError(`the report bucket answered ${answer?.status ?? 'nothing'} to ${method}`);
}

function keyOf(region: string, month: Month): string {
  return `regions/${region}/${month}.html`;
}
