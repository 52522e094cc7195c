import { type Addressee, addressesOf } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { Office } from '../offices/offices.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import type { LetterSender } from './letter-sender.service.ts';
import type { Composed, LetterKey } from './letters.ts';
import type { NotificationProgressStore } from './notification-progress.store.ts';
import { isNotificationDue, type OfficeNotification } from './notification-times.ts';

export interface OfficeNotifierDeps<Row extends OfficeNotification> {
  readonly offices: Pick<OfficeStore, 'addressee'>;
  readonly progress: Pick<NotificationProgressStore<Row>, 'notifications' | 'update'>;
  readonly sender: LetterSender;
}

export interface NotificationParams<Row extends OfficeNotification> {
  readonly runId: string;
  readonly now: Date;
  /** The earliest time to notify an office. */
  readonly timeOf: (row: Row, office: Office) => Date;
  /** `day` is the office's local day at the first try. */
  readonly keyOf: (row: Row, day: LocalDate) => LetterKey;
  /** Composes from current data; undefined if the letter is obsolete. */
  readonly compose: (row: Row, to: Addressee, day: LocalDate) => Promise<Omit<Composed, 'addresses'> | undefined>;
}

/** Maximum letters per step, so that a step ends in time at a send rate of one per second. */
const AT_ONCE = 20;

/** Sends one letter to each office that a run has to notify and records the outcome. */
export class OfficeNotifier<Row extends OfficeNotification> {
  readonly #deps: OfficeNotifierDeps<Row>;
  constructor(deps: OfficeNotifierDeps<Row>) {
    this.#deps = deps;
  }

  /**
   * Notifies the offices that are due.
   * @returns when to continue; undefined once every letter is sent or has failed for good
   */
  async notify(params: NotificationParams<Row>): Promise<Date | undefined> {
    const { progress, offices } = this.#deps;
    const { runId, now, timeOf } = params;
    const waiting: Date[] = [];
    const due: { readonly row: Row; readonly office: Office }[] = [];
    for (const row of (await progress.notifications(runId)).filter(isNotificationDue)) {
      const addressee = await offices.addressee(row.office);
      if (addressee === undefined || addressesOf(addressee, dayOf(addressee, now)) === undefined) {
        await progress.update(runId, { ...row, outcome: 'unreachable' });
        continue;
      }
      const at = timeOf(row, addressee.office);
      if (at > now) waiting.push(at);
      else due.push({ row, office: addressee.office });
    }
    for (const { row, office } of due.slice(0, AT_ONCE)) {
      const after = await this.#send(row, localDateIn(office.timeZone, now), params);
      if (isNotificationDue(after)) waiting.push(timeOf(after, office));
    }
    if (due.length > AT_ONCE) waiting.push(now);
    return waiting.toSorted((one, other) => one.getTime() - other.getTime())[0];
  }

  async #send(row: Row, today: LocalDate, params: NotificationParams<Row>): Promise<Row> {
    const { progress, sender } = this.#deps;
    const { runId, now, keyOf } = params;
    const day = row.day ?? today;
    const tried = { ...row, day, tries: row.tries + 1, triedAt: now.toISOString() };
    // Before the letter: a repetition on another day has to request the same letter.
    await progress.update(runId, tried);
    const outcome = await sender.deliver(keyOf(row, day), runId, () => this.#compose(row, params));
    const after = { ...tried, outcome };
    await progress.update(runId, after);
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
