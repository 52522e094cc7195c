import { type Addressee, addressesOf } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { Office } from '../offices/offices.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import type { Post } from './letter-sender.service.ts';
import type { Composed, LetterKey } from './letters.ts';
import type { NotificationProgressStore } from './notification-progress.store.ts';
import { isNotificationDue, type Tell } from './notification-times.ts';

/** What offices are told with. */
export interface OfficeNotifierDeps<Row extends Tell> {
  readonly offices: Pick<OfficeStore, 'addressee'>;
  readonly journal: Pick<NotificationProgressStore<Row>, 'tells' | 'note'>;
  readonly post: Post;
}

/** What offices are told, and when. */
export interface NotificationParams<Row extends Tell> {
  readonly runId: string;
  readonly now: Date;
  /** When an office is told, at the earliest. */
  readonly timeOf: (row: Row, office: Office) => Date;
  /** The letter's key; `day` is the office's local day at the first try. */
  readonly keyOf: (row: Row, day: LocalDate) => LetterKey;
  /** The letter as things are at this moment; undefined if there is nothing to say any more. */
  readonly compose: (row: Row, to: Addressee, day: LocalDate) => Promise<Omit<Composed, 'addresses'> | undefined>;
}

/** Letters that one step sends at most, so that it ends within its time also where SES takes one a second. */
const AT_ONCE = 20;

/** Tells each office that a run has to tell, in one letter, and notes what became of it. */
export class OfficeNotifier<Row extends Tell> {
  readonly #deps: OfficeNotifierDeps<Row>;
  constructor(deps: OfficeNotifierDeps<Row>) {
    this.#deps = deps;
  }

  /**
   * Tells the offices whose time it is.
   * @returns when to go on; undefined if every office has been told, or cannot be
   */
  async tell(telling: NotificationParams<Row>): Promise<Date | undefined> {
    const { journal, offices } = this.#deps;
    const { runId, now, timeOf } = telling;
    const waiting: Date[] = [];
    const due: { readonly row: Row; readonly office: Office }[] = [];
    for (const row of (await journal.tells(runId)).filter(isNotificationDue)) {
      const addressee = await offices.addressee(row.office);
      if (addressee === undefined || addressesOf(addressee, dayOf(addressee, now)) === undefined) {
        await journal.note(runId, { ...row, outcome: 'unreachable' });
        continue;
      }
      const at = timeOf(row, addressee.office);
      if (at > now) waiting.push(at);
      else due.push({ row, office: addressee.office });
    }
    for (const { row, office } of due.slice(0, AT_ONCE)) {
      const after = await this.#send(row, localDateIn(office.timeZone, now), telling);
      if (isNotificationDue(after)) waiting.push(timeOf(after, office));
    }
    if (due.length > AT_ONCE) waiting.push(now);
    return waiting.toSorted((one, other) => one.getTime() - other.getTime())[0];
  }

  async #send(row: Row, today: LocalDate, telling: NotificationParams<Row>): Promise<Row> {
    const { journal, post } = this.#deps;
    const { runId, now, keyOf } = telling;
    const day = row.day ?? today;
    const tried = { ...row, day, tries: row.tries + 1, triedAt: now.toISOString() };
    // Before the letter: whoever repeats this step on another day has to ask for the same letter.
    await journal.note(runId, tried);
    const outcome = await post.deliver(keyOf(row, day), runId, () => this.#compose(row, telling));
    const after = { ...tried, outcome };
    await journal.note(runId, after);
    return after;
  }

  async #compose(row: Row, { now, compose }: NotificationParams<Row>): Promise<Composed | undefined> {
    const addressee = await this.#deps.offices.addressee(row.office);
    const addresses = addressee && addressesOf(addressee, dayOf(addressee, now));
    if (addressee === undefined || addresses === undefined) return undefined;
    const composed = await compose(row, addressee, dayOf(addressee, now));
    if (composed === undefined) return undefined;
    return { addresses: addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc], ...composed };
  }
}

function dayOf({ office }: Addressee, now: Date): LocalDate {
  return localDateIn(office.timeZone, now);
}
