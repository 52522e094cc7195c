import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import { isDueSoon } from '../../commitments/due-soon.ts';
import type { Office } from '../../offices/offices.ts';
import { dayInWords, type LocalDate } from '../../platform/values/local-date.ts';
import { shortened } from '../../platform/values/short-text.ts';
import { findRegion } from '../../regions/regions.ts';
import type { Line } from '../letter-contents.ts';
import { type LetterEntry, type LetterPart, type Links, languageOf } from './letter-view.email.ts';

/** Lines that are listed in a part of a letter; the rest is counted. */
export const LINES_LISTED = 20;

/**
 * What a statement and the name of an office may weigh in a line: six parts of 20 lines stay below 90 KB with it. Mail
 * readers cut off what is longer than 102.
 */
const STATEMENT_BYTES = 220;
export const NAME_BYTES = 70;

/** What a letter says instead of how late a line is: what happened to it, or how its date was moved. */
export interface Told {
  readonly fact: string;
  readonly date?: string;
}

/** Lines in words, for the office that reads them. */
export class Entries {
  readonly #office: Office;
  readonly #links: Links;
  readonly #regions: ReadonlySet<string>;

  /** @param all every line of the letter: where they lie in several regions, each says in which */
  constructor(office: Office, links: Links, all: readonly Line[]) {
    this.#office = office;
    this.#links = links;
    this.#regions = new Set(all.map((line) => line.region));
  }

  /** Lines under a heading: the first ones listed, the rest counted. */
  part<Of extends Line>(
    heading: string,
    lines: readonly Of[],
    list: '/commitments' | '/commitments?overdue=true',
    told?: (line: Of) => Told,
  ): LetterPart {
    const { texts } = languageOf(this.#office);
    const entries = lines.slice(0, LINES_LISTED).map((line) => this.#entry(line, told?.(line)));
    const part = { heading, count: lines.length, entries };
    const left = lines.length - entries.length;
    return left === 0 ? part : { ...part, more: { text: texts.more(left), href: `${this.#links.consoleUrl}${list}` } };
  }

  #entry(line: Line, told?: Told): LetterEntry {
    const { language, texts } = languageOf(this.#office);
    const { role, task } = COMMITMENT_TEXTS[language].turns[line.action];
    const dueOn = dayOf(this.#office, line.dueOn, line.isProvisional);
    const isToday = told === undefined && line.daysLate === 0;
    const date = told?.date ?? (isToday ? dueOn : texts.due(dueOn));
    return {
      statement: shortened(line.statement, STATEMENT_BYTES),
      href: `${this.#links.consoleUrl}/commitments/${encodeURIComponent(line.commitmentId)}`,
      tone: toneOf(line),
      fact: told?.fact ?? lateness(this.#office, line.daysLate),
      date: this.#regions.size > 1 ? `${date}, ${nameOf(line.region)}` : date,
      task:
        line.office === undefined
          ? texts.own(role, task)
          : texts.others(shortened(line.office.name, NAME_BYTES), role, task),
    };
  }
}

/** A due date in the office's language, marked where it may still move. */
export function dayOf(office: Office, date: LocalDate, isProvisional: boolean): string {
  const { language } = languageOf(office);
  const day = dayInWords(date, language);
  return isProvisional ? `${day} ${COMMITMENT_TEXTS[language].provisional}` : day;
}

/** Where the lines lie: in a region by its name, or in how many. */
export function whereOf(office: Office, lines: readonly Line[]): string {
  const { texts } = languageOf(office);
  const regions = new Set(lines.map((line) => line.region));
  const [first = ''] = regions;
  return regions.size === 1 ? texts.inRegion(nameOf(first)) : texts.inRegions(regions.size);
}

function lateness(office: Office, daysLate: number): string {
  const { texts } = languageOf(office);
  if (daysLate === 0) return texts.dueToday;
  return daysLate > 0 ? texts.late(daysLate) : texts.dueIn(-daysLate);
}

function toneOf({ daysLate }: Line): LetterEntry['tone'] {
  if (daysLate > 0) return 'late';
  return isDueSoon(-daysLate) ? 'soon' : 'plain';
}

function nameOf(region: string): string {
  return findRegion(region)?.name ?? region;
}
