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

export interface CommitmentPageData {
  readonly commitment: Commitment;
  /** Events 1 to n. */
  readonly events: readonly CommitmentEvent[];
  readonly forum: Forum;
  /** The offices in the commitment and its events, without those that no longer exist. */
  readonly offices: Offices;
}

/** Formats values in the reader's language and the region's time zone, as of a moment. */
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

  today(region: string): LocalDate {
    return localDateIn(timeZoneOf(region), this.#now);
  }

  day(date: LocalDate): string {
    return dayInWords(date, this.language);
  }

  /** A due date, marked as provisional in a year that no decree covers yet. */
  dueDay(date: LocalDate): string {
    const day = this.day(date);
    const isMarked = isProvisional(Number(date.slice(0, 4)), this.calendar);
    return isMarked ? `${day} ${this.terms.provisional}` : day;
  }

  /** In the region's time zone. */
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

  /** The text in the reader's language, or else in Bahasa Indonesia. */
  of(words: { readonly id: string; readonly en?: string | undefined }): string {
    return this.language === 'en' ? (words.en ?? words.id) : words.id;
  }

  /** The working days since the due date, in words; undefined before it. */
  lateness(dueOn: LocalDate, region: string): string | undefined {
    const today = this.today(region);
    if (dueOn > today) return undefined;
    if (dueOn === today) return this.texts.commitment.turnToday;
    return this.texts.commitment.turnLate(workingDaysBetween(dueOn, today, region, this.calendar));
  }
}
