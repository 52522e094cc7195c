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
import type { Delivery, Post } from '../letter-sender.service.ts';
import { type Composed, type LetterKey, letterId } from '../letters.ts';
import { nextAbove } from '../next-above.service.ts';
import type { Outbox } from '../outbox.store.ts';
import { moveNoticeLineOf } from './move-notice-lines.ts';
import type { MoveNoticeStore, StoredMoveNotice } from './move-notices.store.ts';
import { sentIn, worthSending } from './move-notices.ts';

/** What telling works with. */
export interface MoveNotifierDeps {
  readonly news: Pick<MoveNoticeStore, 'gathered' | 'untold' | 'removeMoveNotices'>;
  readonly commitments: Pick<CommitmentStore, 'get'>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly letters: Pick<Outbox, 'find'>;
  readonly post: Post;
  readonly render: (letter: MovesLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
  /** Seconds for which news is gathered. */
  readonly batchingSeconds: number;
  /** Whether letters go out in office hours alone. */
  readonly inOfficeHours: boolean;
}

/**
 * What became of an office's news: of its letter; `told`: it has no news that is due; `later`: left to its next digest;
 * `unreachable`: no letter reaches it, and its news is removed.
 */
export type NoticeOutcome = Delivery | 'told' | 'later' | 'unreachable';

/** Letters on their way at once; how fast they follow one another is the postman's to say. */
const CONCURRENCY = 4;

/** Tells offices of the moves that were gathered for them. */
export class MoveNotifier {
  readonly #deps: MoveNotifierDeps;
  constructor(deps: MoveNotifierDeps) {
    this.#deps = deps;
  }

  /** Tells a page of the offices that have news to be told at that moment, each in one letter all that it has. */
  async tell(dispatchAt: string, cursor: OfficeId | undefined, now: Date) {
    const page = await this.#deps.news.gathered(dispatchAt, cursor);
    const outcomes = await mapConcurrently(
      page.offices,
      (office) => this.#tellOffice(office, dispatchAt, now),
      CONCURRENCY,
    );
    return { outcomes, cursor: page.cursor };
  }

  async #tellOffice(office: OfficeId, dispatchAt: string, now: Date): Promise<NoticeOutcome> {
    const { news, offices, letters } = this.#deps;
    const untold = await news.untold(office);
    // Told with what was gathered earlier. What has come since is gathered until a later moment.
    if (untold.every((row) => row.dispatchAt > dispatchAt)) return 'told';
    const addressee = await offices.addressee(office);
    if (addressee === undefined) return await this.#forget(untold);
    const day = localDateIn(addressee.office.timeZone, now);
    if (addressesOf(addressee, day) === undefined) return await this.#forget(untold);
    if (!(await this.#mayTell(addressee.office, now))) return 'later';
    const { readable } = await this.#read(untold);
    const [oldest] = readable;
    if (oldest === undefined) return 'later';
    // Named after the oldest news: whoever else is about to tell it, or was killed in the middle of it, means this letter.
    const key = { office, kind: 'moves', day, occasion: occasionOf(oldest) } as const;
    const delivery = await this.#send(key, readable, now);
    if (delivery !== 'before') return delivery;
    const told = sentIn(await letters.find(letterId(key)), readable);
    await news.removeMoveNotices(told);
    // What has come since that letter is told in one of its own.
    return told.length === 0 ? delivery : await this.#tellOffice(office, dispatchAt, now);
  }

  /** Whether it is time: in office hours, and not about what the digest says with which they begin. */
  async #mayTell({ timeZone, region }: Office, now: Date): Promise<boolean> {
    const { calendars, batchingSeconds, inOfficeHours } = this.#deps;
    if (!inOfficeHours) return true;
    const calendar = await calendars.current();
    const gathered = new Date(now.getTime() - batchingSeconds * 1000);
    return [gathered, now].every((moment) => isInOfficeHours(moment, timeZone, region, calendar));
  }

  async #send(key: LetterKey, untold: readonly StoredMoveNotice[], now: Date): Promise<Delivery> {
    const { news, post } = this.#deps;
    let done: readonly StoredMoveNotice[] = [];
    const delivery = await post.deliver(key, undefined, async () => {
      const { readable, commitments } = await this.#read(untold);
      done = readable;
      return await this.#compose(key, worthSending(readable, commitments), commitments, now);
    });
    if (delivery === 'sent' || delivery === 'nothing') await news.removeMoveNotices(done);
    return delivery;
  }

  /** The letter as things are at this moment; undefined if nothing is worth telling any more, or nobody is reached. */
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
    const told = await mapConcurrently(worth, async (row) => {
      const commitment = commitments.get(row.commitmentId);
      if (commitment === undefined || commitment.stage === 'closed') return undefined;
      const next = await offices.get(commitment.turn.office);
      return moveNoticeLineOf(row, commitment, next?.name ?? commitment.turn.office, now, calendar);
    });
    const lines = told.filter((line) => line !== undefined);
    if (lines.length === 0) return undefined;
    return {
      addresses: addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc],
      reasons: [...new Set(lines.map(({ move }) => move))],
      commitments: [...new Set(lines.map(({ commitmentId }) => commitmentId))],
      ...render({ office: addressee.office, day, lines, ...(await nextAbove(addressee.office, offices)) }),
    };
  }

  /** The commitments that news is about, as they are now; what cannot be read stays untold, for the version that can. */
  async #read(news: readonly StoredMoveNotice[]) {
    const commitments = new Map<string, Commitment>();
    const unreadable = new Set<string>();
    await mapConcurrently([...new Set(news.map(({ commitmentId }) => commitmentId))], async (id) => {
      try {
        commitments.set(id, (await this.#deps.commitments.get(id, NATION)).commitment);
      } catch (error) {
        if (!(error instanceof ItemUnreadableError)) throw error;
        unreadable.add(id);
      }
    });
    return { commitments, readable: news.filter(({ commitmentId }) => !unreadable.has(commitmentId)) };
  }

  async #forget(untold: readonly StoredMoveNotice[]): Promise<'unreachable'> {
    await this.#deps.news.removeMoveNotices(untold);
    return 'unreachable';
  }
}

/** What no two pieces of an office's news share: the time of day in UTC, by which a person finds it, and whose it is. */
function occasionOf({ at, commitmentId, version }: StoredMoveNotice): string {
  const time = at.slice('2026-01-31T'.length, '2026-01-31T07:30:00'.length).replaceAll(':', '');
  return `${time}-${commitmentId.slice(-6)}-${version}`;
}
