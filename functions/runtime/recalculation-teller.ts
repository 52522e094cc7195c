import type { CalendarStore } from '../adapters/calendar-store.ts';
import type { Held } from '../adapters/commitment-items.ts';
import { derivedId } from '../adapters/keys.ts';
import type { OfficeStore } from '../adapters/office-store.ts';
import type { RecalculationJournal } from '../adapters/recalculation-journal.ts';
import { type Addressee, addressesOf } from '../domain/addressees.ts';
import { type Calendar, calendarOver } from '../domain/calendar.ts';
import type { CalendarYear } from '../domain/calendar-years.ts';
import { mapConcurrently } from '../domain/concurrency.ts';
import type { RecalculationLetter } from '../domain/digests.ts';
import type { Composed } from '../domain/letters.ts';
import { type LocalDate, localDateIn } from '../domain/local-date.ts';
import type { OfficeId } from '../domain/offices.ts';
import { decreeOf } from '../domain/recalculation.ts';
import { isStillSo, isToBeTold, lineOf, type Tell, tellingTime } from '../domain/recalculation-letters.ts';
import { nextAbove } from './next-above.ts';
import type { Post } from './postman.ts';

/** What telling works with. */
export interface Telling {
  /** The commitment as it is now. */
  readonly findCommitment: (commitmentId: string) => Promise<Pick<Held, 'commitment'> | undefined>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly calendars: Pick<CalendarStore, 'applied' | 'ofYear'>;
  readonly journal: RecalculationJournal;
  readonly post: Post;
  readonly render: (letter: RecalculationLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

/** What a letter is about. */
interface About {
  readonly runId: string;
  /** The calendar of the year as it was changed. */
  readonly version: CalendarYear;
  readonly calendar: Calendar;
  readonly now: Date;
}

/** Letters that one step sends at most, so that it ends within its time also where SES takes one a second. */
const AT_ONCE = 20;

/** Tells each office, in one letter and in its office hours, which of its dates a run has moved. */
export class RecalculationTeller {
  readonly #with: Telling;
  constructor(telling: Telling) {
    this.#with = telling;
  }

  /**
   * Tells the offices whose hours it is.
   * @returns when to go on; undefined if every office has been told, or cannot be
   */
  async tell(runId: string, year: number, now: Date): Promise<Date | undefined> {
    const { calendars, journal, offices } = this.#with;
    const [applied, version] = await Promise.all([calendars.applied(), calendars.ofYear(year)]);
    const about = { runId, version, calendar: calendarOver(applied), now };
    const waiting: Date[] = [];
    const due: { readonly row: Tell; readonly addressee: Addressee }[] = [];
    for (const row of (await journal.tells(runId)).filter(isToBeTold)) {
      const addressee = await offices.addressee(row.office);
      if (addressee === undefined || addressesOf(addressee, dayOf(addressee, now)) === undefined) {
        await journal.note(runId, { ...row, outcome: 'unreachable' });
        continue;
      }
      const at = tellingTime(row, addressee.office, now, about.calendar);
      if (at > now) waiting.push(at);
      else due.push({ row, addressee });
    }
    for (const { row, addressee } of due.slice(0, AT_ONCE)) {
      const after = await this.#send(row, addressee, about);
      if (isToBeTold(after)) waiting.push(tellingTime(after, addressee.office, now, about.calendar));
    }
    if (due.length > AT_ONCE) waiting.push(now);
    return waiting.toSorted((one, other) => one.getTime() - other.getTime())[0];
  }

  async #send(row: Tell, addressee: Addressee, about: About): Promise<Tell> {
    const { journal, post } = this.#with;
    const { runId, now } = about;
    const day = row.day ?? dayOf(addressee, now);
    const tried = { ...row, day, tries: row.tries + 1, triedAt: now.toISOString() };
    // Before the letter: whoever repeats this step on another day has to ask for the same letter.
    await journal.note(runId, tried);
    // Of the run and not of the calendar's version: another version may be applied while the run is still telling.
    const key = { office: row.office, kind: 'recalculation', day, occasion: derivedId(runId) } as const;
    const outcome = await post.deliver(key, runId, () => this.#compose(row.office, about));
    const after = { ...tried, outcome };
    await journal.note(runId, after);
    return after;
  }

  /** The letter as things are at this moment; undefined if nothing that was moved is still so, or nobody is reached. */
  async #compose(office: OfficeId, { runId, version, calendar, now }: About): Promise<Composed | undefined> {
    const { findCommitment, journal, offices, render } = this.#with;
    const addressee = await offices.addressee(office);
    const addresses = addressee && addressesOf(addressee, dayOf(addressee, now));
    if (addressee === undefined || addresses === undefined) return undefined;
    const day = dayOf(addressee, now);
    const rows = await mapConcurrently(await journal.movedOf(runId, office), async (moved) => {
      const held = await findCommitment(moved.commitmentId);
      return held !== undefined && isStillSo(moved, held.commitment)
        ? { moved, commitment: held.commitment }
        : undefined;
    });
    const present = rows.filter((row) => row !== undefined);
    if (present.length === 0) return undefined;
    const letter = {
      office: addressee.office,
      day,
      moved: present.map(({ moved, commitment }) => ({
        line: lineOf(commitment, moved, day, calendar),
        from: moved.from,
        to: moved.to,
      })),
      decree: decreeOf(version),
      ...(await nextAbove(addressee.office, offices)),
    };
    return {
      addresses: addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc],
      reasons: ['recalculation'],
      commitments: [...new Set(present.map(({ moved }) => moved.commitmentId))],
      ...render(letter),
    };
  }
}

function dayOf({ office }: Addressee, now: Date): LocalDate {
  return localDateIn(office.timeZone, now);
}
