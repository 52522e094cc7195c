import type { CalendarStore } from '../../calendar/calendar.store.ts';
import { isInOfficeHours } from '../../calendar/office-hours.ts';
import type { Commitment } from '../../commitments/commitment.ts';
import type { CommitmentStore } from '../../commitments/commitments.store.ts';
import { addressesOf } from '../../offices/addressees.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { Office, OfficeId } from '../../offices/offices.ts';
import { ItemUnreadableError } from '../../platform/item-schema.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { localDateIn } from '../../platform/values/local-date.ts';
import { NATION } from '../../regions/scope.ts';
import type { MovesLetter } from '../letter-contents.ts';
import type { Delivery, LetterSender } from '../letter-sender.service.ts';
import { type Composed, type LetterKey, letterId } from '../letters.ts';
import { nextAbove } from '../next-above.service.ts';
import type { Outbox } from '../outbox.store.ts';
import { moveNoticeLineOf } from './move-notice-lines.ts';
import type { MoveNoticeStore, StoredMoveNotice } from './move-notices.store.ts';
import { sentIn, worthSending } from './move-notices.ts';

export interface MoveNotifierDeps {
  readonly notices: Pick<MoveNoticeStore, 'collected' | 'pending' | 'removeMoveNotices'>;
  readonly commitments: Pick<CommitmentStore, 'get'>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly outbox: Pick<Outbox, 'find'>;
  readonly sender: LetterSender;
  readonly render: (letter: MovesLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
  /** Length of the batching window. */
  readonly batchingSeconds: number;
  /** Whether letters are sent in office hours only. */
  readonly inOfficeHours: boolean;
}

/**
 * The outcome of an office's notices: the outcome of its letter; `told`: no notice is due; `later`: left to its next digest;
 * `unreachable`: the office has no working address and its notices are removed.
 */
export type NoticeOutcome = Delivery | 'told' | 'later' | 'unreachable';

/** Letters in progress at once; the sender limits their rate. */
const CONCURRENCY = 4;

/** Sends the collected move notices of offices. */
export class MoveNotifier {
  readonly #deps: MoveNotifierDeps;
  constructor(deps: MoveNotifierDeps) {
    this.#deps = deps;
  }

  /** Sends each office of a page one letter with all its pending notices. */
  async notify(dispatchAt: string, cursor: OfficeId | undefined, now: Date) {
    const page = await this.#deps.notices.collected(dispatchAt, cursor);
    const outcomes = await mapConcurrently(
      page.offices,
      (office) => this.#notifyOffice(office, dispatchAt, now),
      CONCURRENCY,
    );
    return { outcomes, cursor: page.cursor };
  }

  async #notifyOffice(office: OfficeId, dispatchAt: string, now: Date): Promise<NoticeOutcome> {
    const { notices, offices, outbox } = this.#deps;
    const pending = await notices.pending(office);
    // An earlier letter contained the notices that were due; newer ones are still being collected.
    if (pending.every((row) => row.dispatchAt > dispatchAt)) return 'told';
    const addressee = await offices.addressee(office);
    if (addressee === undefined) return await this.#removeUnreachable(pending);
    const day = localDateIn(addressee.office.timeZone, now);
    if (addressesOf(addressee, day) === undefined) return await this.#removeUnreachable(pending);
    if (!(await this.#isTime(addressee.office, now))) return 'later';
    const { readable } = await this.#read(pending);
    const [oldest] = readable;
    if (oldest === undefined) return 'later';
    // Keyed by the oldest notice, so that a concurrent or repeated attempt claims the same letter.
    const key = { office, kind: 'moves', day, occasion: occasionOf(oldest) } as const;
    const delivery = await this.#send(key, readable, now);
    if (delivery !== 'before') return delivery;
    const sent = sentIn(await outbox.find(letterId(key)), readable);
    await notices.removeMoveNotices(sent);
    // Notices added since that letter need another one.
    return sent.length === 0 ? delivery : await this.#notifyOffice(office, dispatchAt, now);
  }

  /** Whether both ends of the batching window are in office hours; the digest covers earlier notices. */
  async #isTime({ timeZone, region }: Office, now: Date): Promise<boolean> {
    const { calendars, batchingSeconds, inOfficeHours } = this.#deps;
    if (!inOfficeHours) return true;
    const calendar = await calendars.current();
    const collectedAt = new Date(now.getTime() - batchingSeconds * 1000);
    return [collectedAt, now].every((moment) => isInOfficeHours(moment, timeZone, region, calendar));
  }

  async #send(key: LetterKey, pending: readonly StoredMoveNotice[], now: Date): Promise<Delivery> {
    const { notices, sender } = this.#deps;
    let done: readonly StoredMoveNotice[] = [];
    const delivery = await sender.deliver(key, undefined, async () => {
      const { readable, commitments } = await this.#read(pending);
      done = readable;
      return await this.#compose(key, worthSending(readable, commitments), commitments, now);
    });
    if (delivery === 'sent' || delivery === 'nothing') await notices.removeMoveNotices(done);
    return delivery;
  }

  /** Composes from current data; undefined if no notice holds or the office has no working address. */
  async #compose(
    { office, day }: LetterKey,
    worth: readonly StoredMoveNotice[],
    commitments: ReadonlyMap<string, Commitment>,
    now: Date,
  ): Promise<Composed | undefined> {
    const { offices, calendars, render } = this.#deps;
    const addressee = await offices.addressee(office);
    const addresses = addressee && addressesOf(addressee, day);
    if (addressee === undefined || addresses === undefined) return undefined;
    const calendar = await calendars.current();
    const entries = await mapConcurrently(worth, async (row) => {
      const commitment = commitments.get(row.commitmentId);
      if (commitment === undefined || commitment.stage === 'closed') return undefined;
      const next = await offices.get(commitment.turn.office);
      return moveNoticeLineOf(row, commitment, next?.name ?? commitment.turn.office, now, calendar);
    });
    const lines = entries.filter((line) => line !== undefined);
    if (lines.length === 0) return undefined;
    return {
      addresses: addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc],
      reasons: [...new Set(lines.map(({ move }) => move))],
      commitments: [...new Set(lines.map(({ commitmentId }) => commitmentId))],
      ...render({ office: addressee.office, day, lines, ...(await nextAbove(addressee.office, offices)) }),
    };
  }

  /**
   * The current commitments of notices. Notices of unreadable commitments stay pending for a version that can read
   * them.
   */
  async #read(notices: readonly StoredMoveNotice[]) {
    const commitments = new Map<string, Commitment>();
    const unreadable = new Set<string>();
    await mapConcurrently([...new Set(notices.map(({ commitmentId }) => commitmentId))], async (id) => {
      try {
        commitments.set(id, (await this.#deps.commitments.get(id, NATION)).commitment);
      } catch (error) {
        if (!(error instanceof ItemUnreadableError)) throw error;
        unreadable.add(id);
      }
    });
    return { commitments, readable: notices.filter(({ commitmentId }) => !unreadable.has(commitmentId)) };
  }

  async #removeUnreachable(pending: readonly StoredMoveNotice[]): Promise<'unreachable'> {
    await this.#deps.notices.removeMoveNotices(pending);
    return 'unreachable';
  }
}

/** Unique among the notices of an office; starts with the time in UTC, for a person who searches for it. */
function occasionOf({ at, commitmentId, version }: StoredMoveNotice): string {
  const time = at.slice('2026-01-31T'.length, '2026-01-31T07:30:00'.length).replaceAll(':', '');
  return `${time}-${commitmentId.slice(-6)}-${version}`;
}
