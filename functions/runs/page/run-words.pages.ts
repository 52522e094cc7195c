import * as z from 'zod';
import { momentInWords, monthInWords } from '../../calendar/moments.texts.ts';
import type { Offices } from '../../offices/offices.ts';
import type { SignedIn } from '../../people/load-actor.service.ts';
import { readerOf } from '../../people/page-reader.pages.ts';
import type { Reader } from '../../platform/pages/page-frame.tsx';
import { dayInWords, localDate } from '../../platform/values/local-date.ts';
import { month } from '../../platform/values/months.ts';
import { writtenNumber } from '../../platform/values/written-numbers.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { type Run, type RunWorkflow, SCHEDULE } from '../runs.ts';
import { RUN_PAGE_TEXTS } from './run-pages.texts.ts';
import { RUN_TEXTS } from './run-workflows.texts.ts';

const CAPITAL_ZONE = 'Asia/Jakarta';

/** What inputs of runs may hold. */
const input = z.object({
  zone: z.enum(ZONE_NAMES).optional(),
  day: localDate.optional(),
  month: month.optional(),
  year: z.int().optional(),
  what: z.enum(['forums', 'commitments', 'offices', 'readings']).optional(),
  uploadId: z.string().optional(),
});

const counted = z.union([z.number(), z.array(z.unknown()).transform((rows) => rows.length)]);
const idleness = z.object({ idle: z.enum(['dayOff', 'tooLate', 'done']) });
const failure = z.object({ error: z.string() });

/** Formats runs for an administrator, in the language and time zone of the first office. */
export class RunWords {
  readonly reader: Reader;
  readonly texts;
  readonly workflows;
  readonly #timeZone: string;
  readonly #userId: string;

  constructor(actor: Pick<SignedIn, 'userId' | 'offices' | 'person'>, offices: Offices) {
    this.reader = readerOf(actor, offices);
    this.texts = RUN_PAGE_TEXTS[this.reader.language];
    this.workflows = RUN_TEXTS[this.reader.language].workflows;
    this.#timeZone = offices.get(actor.offices[0])?.timeZone ?? CAPITAL_ZONE;
    this.#userId = actor.userId;
  }

  moment(instant: string): string {
    return momentInWords(instant, this.#timeZone, this.reader.language);
  }

  /** Who started the run: another administrator is not named, because that would take a further read. */
  startedBy({ startedBy }: Run): string {
    if (startedBy === SCHEDULE) return this.texts.bySchedule;
    return startedBy === this.#userId ? this.texts.byYou : this.texts.byOther;
  }

  kind({ dryRun }: Pick<Run, 'dryRun'>): string {
    return this.texts.kind[`${dryRun}`];
  }

  /** The input of a run: names of fields with their values. */
  input(run: Pick<Run, 'input'>): readonly (readonly [name: string, value: string])[] {
    const { fields, zones, tables } = this.texts;
    const { language } = this.reader;
    const { zone, day, month: of, year, what, uploadId } = input.parse(run.input);
    const rows = [
      [fields.zone, zone && zones[zone]],
      [fields.day, day && dayInWords(day, language)],
      [fields.month, of && monthInWords(of, language)],
      [fields.year, year?.toString()],
      [fields.what, what && tables[what]],
      [fields.uploadId, uploadId],
    ] as const;
    return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  }

  /** What came of a run, a line each: the first two also if there was nothing of them. */
  result({ workflow, result }: Pick<Run, 'workflow' | 'result'>): readonly string[] {
    const { language } = this.reader;
    const failed = failure.safeParse(result);
    if (failed.success) return [this.texts.failed(failed.data.error)];
    const idle = idleness.safeParse(result);
    if (idle.success) return [this.texts.idle[idle.data.idle]];
    return Object.entries(RUN_TEXTS[language].counts[workflow]).flatMap(([field, words], index) => {
      const { data: count } = counted.safeParse(result?.[field]);
      const isSaid = count !== undefined && (count > 0 || index < 2);
      return isSaid ? [words(writtenNumber(count, language))] : [];
    });
  }

  name(workflow: RunWorkflow): string {
    return this.workflows[workflow].name;
  }
}
