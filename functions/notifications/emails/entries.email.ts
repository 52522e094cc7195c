import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import { isDueSoon } from '../../commitments/due-soon.ts';
import type { Office } from '../../offices/offices.ts';
import { dayInWords, type LocalDate } from '../../platform/values/local-date.ts';
import { shortened } from '../../platform/values/short-text.ts';
import { findRegion } from '../../regions/regions.ts';
import type { Line } from '../letter-contents.ts';
import { type LetterEntry, type LetterPart, type Links, languageOf } from './letter-view.email.ts';

/** Lines listed in a part of a letter; the rest is only counted. */
export const LINES_LISTED = 20;

/**
 * Limits of a statement and an office name in a line: six parts of 20 lines stay below 90 KB. Mail readers clip
 * messages longer than 102 KB.
 */
const STATEMENT_BYTES = 220;
export const NAME_BYTES = 70;

/** Replaces the lateness of a line: what happened to it, or how its date moved. */
export interface LineFact {
  readonly fact: string;
  readonly date?: string;
}

/** Renders lines for the office that reads them. */
export class Entries {
  readonly #office: Office;
  readonly #links: Links;
  readonly #regions: ReadonlySet<string>;

  /** @param all every line of the letter; if they cover several regions, each line names its own */
  constructor(office: Office, links: Links, all: readonly Line[]) {
    this.#office = office;
    this.#links = links;
    this.#regions = new Set(all.map((line) => line.region));
  }

  /** Lists the first lines under a heading and counts the rest. */
  part<Of extends Line>(
    heading: string,
    lines: readonly Of[],
    list: '/commitments' | '/commitments?overdue=true',
    factOf?: (line: Of) => LineFact,
  ): LetterPart {
    const { texts } = languageOf(this.#office);
    const entries = lines.slice(0, LINES_LISTED).map((line) => this.#entry(line, factOf?.(line)));
    const part = { heading, count: lines.length, entries };
    const left = lines.length - entries.length;
    return left === 0 ? part : { ...part, more: { text: texts.more(left), href: `${this.#links.consoleUrl}${list}` } };
  }

  #entry(line: Line, override?: LineFact): LetterEntry {
    const { language, texts } = languageOf(this.#office);
    const { role, task } = COMMITMENT_TEXTS[language].turns[line.action];
    const dueOn = dayOf(this.#office, line.dueOn, line.isProvisional);
    const isToday = override === undefined && line.daysLate === 0;
    const date = override?.date ?? (isToday ? dueOn : texts.due(dueOn));
    return {
      statement: shortened(line.statement, STATEMENT_BYTES),
      href: `${this.#links.consoleUrl}/commitments/${encodeURIComponent(line.commitmentId)}`,
      tone: toneOf(line),
      fact: override?.fact ?? lateness(this.#office, line.daysLate),
      date: this.#regions.size > 1 ? `${date}, ${nameOf(line.region)}` : date,
      task:
        line.office === undefined
          ? texts.own(role, task)
          : texts.others(shortened(line.office.name, NAME_BYTES), role, task),
    };
  }
}

/** A due date in the office's language, marked if it is provisional. */
export function dayOf(office: Office, date: LocalDate, isProvisional: boolean): string {
  const { language } = languageOf(office);
  const day = dayInWords(date, language);
  return isProvisional ? `${day} ${COMMITMENT_TEXTS[language].provisional}` : day;
}

/** The name of the only region of the lines, or the number of regions. */
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
