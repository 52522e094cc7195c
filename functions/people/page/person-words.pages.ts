import { momentInWords } from '../../calendar/moments.texts.ts';
import type { OfficeId, Offices } from '../../offices/offices.ts';
import type { Reader } from '../../platform/pages/page-frame.tsx';
import { dayInWords } from '../../platform/values/local-date.ts';
import type { SignedIn } from '../load-actor.service.ts';
import { readerOf } from '../page-reader.pages.ts';
import type { OfficeTerm, Person } from '../people.ts';
import { PEOPLE_PAGE_TEXTS } from './people-pages.texts.ts';

const CAPITAL_ZONE = 'Asia/Jakarta';

/** Formats accounts in the language and time zone of the reader's first office. */
export class PersonWords {
  readonly reader: Reader;
  readonly texts;
  readonly #offices: Offices;
  readonly #timeZone: string;

  constructor(actor: Pick<SignedIn, 'offices' | 'person'>, offices: Offices) {
    this.reader = readerOf(actor, offices);
    this.texts = PEOPLE_PAGE_TEXTS[this.reader.language];
    this.#offices = offices;
    this.#timeZone = offices.get(actor.offices[0])?.timeZone ?? CAPITAL_ZONE;
  }

  office(id: OfficeId): string {
    return this.#offices.get(id)?.name ?? id;
  }

  /** Dinas Kesehatan Kota Palopo, mulai Senin, 1 Juni 2026 */
  term({ officeId, from, to }: OfficeTerm): string {
    const { texts } = this;
    const day = (date: string) => dayInWords(date, this.reader.language);
    const limits = [from && texts.from(day(from)), to && texts.to(day(to))];
    return [this.office(officeId), ...limits].filter(Boolean).join(', ');
  }

  /** Whether the person was invited, or is out. */
  state({ invitedAt, endedAt }: Person): string {
    const moment = (at: string) => momentInWords(at, this.#timeZone, this.reader.language);
    if (endedAt !== undefined) return this.texts.ended(moment(endedAt));
    return invitedAt === undefined ? this.texts.notInvited : this.texts.invited(moment(invitedAt));
  }
}
