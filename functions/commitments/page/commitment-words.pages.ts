import { type Calendar, isProvisional, workingDaysBetween } from '../../calendar/calendar.ts';
import { momentInWords, monthInWords } from '../../calendar/moments.texts.ts';
import type { Forum } from '../../forums/forums.ts';
import type { OfficeId, Offices } from '../../offices/offices.ts';
import { dayInWords, type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import { type Language, LOCALES } from '../../platform/values/text.ts';
import { findRegion, timeZoneOf } from '../../regions/regions.ts';
import { CATEGORY_NAMES } from '../category-names.ts';
import { COMMITMENT_TEXTS } from '../commitment.texts.ts';
import type { Commitment } from '../commitment.ts';
import type { CommitmentEvent } from '../events.ts';
import { COMMITMENT_PAGE_TEXTS } from './commitment-pages.texts.ts';

/** A commitment with all that its page tells about it. */
export interface Shown {
  readonly commitment: Commitment;
  /** 1 to n. */
  readonly events: readonly CommitmentEvent[];
  readonly forum: Forum;
  /** The offices that it and its events name; one that is gone is missing. */
  readonly offices: Offices;
}

/** How a page words what it shows: in the reader's language, in the region's time, as of a moment. */
export class Words {
  readonly texts;
  readonly terms;
  readonly language: Language;
  readonly calendar: Calendar;
  readonly #now: Date;

  constructor(language: Language, calendar: Calendar, now: Date) {
    this.language = language;
    this.texts = COMMITMENT_PAGE_TEXTS[language];
    this.terms = COMMITMENT_TEXTS[language];
    this.calendar = calendar;
    this.#now = now;
  }

  /** The local day in the region. */
  today(region: string): LocalDate {
    return localDateIn(timeZoneOf(region), this.#now);
  }

  /** A day in full. */
  day(date: LocalDate): string {
    return dayInWords(date, this.language);
  }

  /** A day by which something is due, marked where it may still move: in a year that no decree covers yet. */
  dueDay(date: LocalDate): string {
    const day = this.day(date);
    const isMarked = isProvisional(Number(date.slice(0, 4)), this.calendar);
    return isMarked ? `${day} ${this.terms.provisional}` : day;
  }

  /** A moment in the region's time. */
  moment(instant: string, region: string): string {
    return momentInWords(instant, timeZoneOf(region), this.language);
  }

  /** A month (`2025-06`) or a year (`2025`). */
  period(date: string): string {
    return date.includes('-') ? monthInWords(date, this.language) : date;
  }

  number(value: number): string {
    return new Intl.NumberFormat(LOCALES[this.language], { maximumFractionDigits: 9 }).format(value);
  }

  office(id: OfficeId, offices: Offices): string {
    return offices.get(id)?.name ?? this.texts.unknownOffice;
  }

  region(code: string): string {
    return findRegion(code)?.name ?? code;
  }

  theme(category: string): string {
    return CATEGORY_NAMES[category]?.[this.language] ?? category;
  }

  /** A text in the reader's language, where there is one. */
  of(words: { readonly id: string; readonly en?: string | undefined }): string {
    return this.language === 'en' ? (words.en ?? words.id) : words.id;
  }

  /** How late something due on that day is: undefined as long as it is not due. */
  lateness(dueOn: LocalDate, region: string): string | undefined {
    const today = this.today(region);
    if (dueOn > today) return undefined;
    if (dueOn === today) return this.texts.commitment.turnToday;
    return this.texts.commitment.turnLate(workingDaysBetween(dueOn, today, region, this.calendar));
  }
}
