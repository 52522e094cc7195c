import type { Delivery, Post } from '../notifications/letter-sender.service.ts';
import { type Composed, type LetterKey, letterId } from '../notifications/letters.ts';
import type { MoveNoticeStore } from '../notifications/move-notices/move-notices.store.ts';
import { sentIn } from '../notifications/move-notices/move-notices.ts';
import type { Outbox } from '../notifications/outbox.store.ts';
import { type Addressee, addressesOf, holderOn } from '../offices/addressees.ts';
import type { NamedOffice, Office, OfficeId } from '../offices/offices.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { addDays, type LocalDate } from '../platform/values/local-date.ts';
import type { DigestInputLoader, Notices } from './digest-input-loader.service.ts';
import { commitmentsIn, type DigestInputs, planDigest, planHandover } from './digest-plan.ts';
import type { Digest, HandoverLetter } from './digests.ts';
import { NOTIFIED_FROM, superiorsToNotify } from './escalation.ts';
import { daysLate, SweptDays } from './ladder.ts';
import type { NoticeKind, OfficeNotices } from './office-notices.store.ts';
import type { LetterOutcome } from './sweep-results.ts';

/** How a letter reads. */
export type Rendering = Pick<Composed, 'subject' | 'html' | 'text'>;

/** What letters are written and sent with. */
export interface SweepBatchDeps {
  readonly post: Post;
  readonly ledger: Pick<Outbox, 'find' | 'lastDigest' | 'recordDryRun'>;
  readonly news: Pick<MoveNoticeStore, 'removeMoveNotices'>;
  readonly notices: OfficeNotices;
  readonly render: {
    readonly digest: (digest: Digest) => Rendering;
    readonly handover: (letter: HandoverLetter) => Rendering;
  };
}

/** What a round is part of. */
export interface SweepBatchParams {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly now: Date;
  /** The days that the sweep of each office looks at, by its region. */
  readonly daysOf: (region: string | null) => SweptDays;
  /** An office as mail reaches it now; it may change while letters wait for their turn. */
  readonly present: (addressee: Addressee) => Promise<Addressee | undefined>;
  /** Whether an office that is not in this round has its turn later in the same sweep. */
  readonly isStillToCome: (office: Office) => boolean;
  /** Whether days were missed, of which some offices may have been told. */
  readonly isCatchingUp: boolean;
}

/** Notices that are left for others than the office itself. */
type NoticeOfOthers = Exclude<NoticeKind, 'unsent'>;

/** Offices at work on at once: few enough that what was read of one is fresh when its letter's turn has come. */
const CONCURRENCY = 4;

/** One round over the offices of a range: the lowest in their lines first, so that who is above hears of them. */
export class SweepBatch {
  readonly #reader: DigestInputLoader;
  readonly #deps: SweepBatchDeps;
  readonly #of: SweepBatchParams;
  readonly #offices: ReadonlyMap<OfficeId, Addressee>;
  readonly #begun = new Set<OfficeId>();
  readonly #notices: Record<NoticeOfOthers, Map<OfficeId, NamedOffice[]>> = { below: new Map(), unreached: new Map() };
  constructor(reader: DigestInputLoader, sending: SweepBatchDeps, of: SweepBatchParams, offices: readonly Addressee[]) {
    this.#reader = reader;
    this.#deps = sending;
    this.#of = of;
    this.#offices = new Map(offices.map((row) => [row.office.officeId, row]));
  }

  /** @returns what became of each letter that there was */
  async tellAll(): Promise<readonly LetterOutcome[]> {
    const addressees = [...this.#offices.values()];
    const cutOff = addressees.filter((addressee) => this.#addresses(addressee) === undefined);
    const outcomes = await mapConcurrently(cutOff, (addressee) => this.#reportUnreachable(addressee), CONCURRENCY);
    const told: LetterOutcome[] = outcomes.flat();
    for (const level of await this.#fromTheLowest(addressees)) {
      told.push(...(await mapConcurrently(level, (addressee) => this.#tell(addressee), CONCURRENCY)).flat());
    }
    return told;
  }

  /** The offices by the length of the line above them, the longest first: nobody stands before one below it. */
  async #fromTheLowest(addressees: readonly Addressee[]): Promise<readonly (readonly Addressee[])[]> {
    const levels: Addressee[][] = [];
    for (const addressee of addressees) {
      const above = (await this.#reader.lineAbove(addressee.office.officeId)).length;
      levels[above] = [...(levels[above] ?? []), addressee];
    }
    return levels.filter((level) => level !== undefined).reverse();
  }

  /** Leaves notice of an office that has something to be told and no address, with the secretariats of its forums. */
  async #reportUnreachable(addressee: Addressee): Promise<readonly LetterOutcome[]> {
    const { office } = addressee;
    const morning = await this.#read(addressee, await this.#daysFor(addressee));
    if (planDigest(morning) === undefined) return [];
    for (const secretariat of await this.#reader.secretariatsOf(office.officeId, morning.turns)) {
      await this.#leave('unreached', secretariat, office);
    }
    return ['unreachable'];
  }

  async #tell(addressee: Addressee): Promise<readonly LetterOutcome[]> {
    const { office } = addressee;
    this.#begun.add(office.officeId);
    const days = await this.#daysFor(addressee);
    const morning = await this.#read(addressee, days);
    await this.#notifyAbove(morning);
    if (this.#addresses(addressee) === undefined) return [];
    const told = [await this.#handOver(addressee, days), await this.#remind(addressee, days, morning)];
    const outcomes = told.filter((outcome) => outcome !== undefined);
    const isUnsent = outcomes.some((outcome) => outcome === 'refused' || outcome === 'unknown');
    // For its next letter, if this one is not sent after all: that letter then covers the same days.
    if (isUnsent) await this.#deps.notices.leave('unsent', office.officeId, office, days.span.after);
    return outcomes;
  }

  /** The daily digest, if there is one. */
  async #remind(addressee: Addressee, days: SweptDays, morning: DigestInputs): Promise<LetterOutcome | undefined> {
    const { office } = addressee;
    const key = { office: office.officeId, kind: 'digest', day: days.span.day } as const;
    if (planDigest(morning) === undefined) {
      // None of its news is so any more.
      if (!this.#of.dryRun) await this.#deps.news.removeMoveNotices(morning.news);
      return undefined;
    }
    let latest = morning;
    const outcome = await this.#deliver(key, async () => {
      latest = await this.#read(addressee, days);
      const digest = planDigest(latest);
      if (digest === undefined) return undefined;
      const lines = digest.sections.flatMap((section) => section.lines);
      const about = { reasons: digest.reasons, commitments: commitmentsIn(lines) };
      return this.#composed(await this.#of.present(addressee), about, this.#deps.render.digest(digest));
    });
    if (this.#of.dryRun) return outcome;
    if (outcome === 'sent' || outcome === 'nothing') await this.#deps.news.removeMoveNotices(latest.news);
    if (outcome === 'before' && latest.news.length > 0) {
      await this.#deps.news.removeMoveNotices(sentIn(await this.#deps.ledger.find(letterId(key)), latest.news));
    }
    return outcome;
  }

  /** The open list to whoever has begun to hold the office; named by that day, so that nobody gets it twice. */
  async #handOver(addressee: Addressee, days: SweptDays): Promise<LetterOutcome | undefined> {
    const holder = holderOn(addressee, days.span.day);
    // The last day that was swept counts as well: the holder may have been entered when the sweep had been there.
    if (holder === undefined || holder.from < (await this.#earliest(addressee.office))) return undefined;
    const key = { office: addressee.office.officeId, kind: 'handover', day: holder.from } as const;
    return await this.#deliver(key, async () => {
      const present = await this.#of.present(addressee);
      const holds = present && holderOn(present, days.span.day);
      if (holds?.from !== holder.from) return undefined;
      const letter = planHandover(await this.#read(addressee, days), holds);
      const about = { reasons: ['handover'], commitments: commitmentsIn(letter.lines) };
      return this.#composed(present, about, this.#deps.render.handover(letter));
    });
  }

  async #deliver(key: LetterKey, compose: () => Promise<Composed | undefined>): Promise<Delivery> {
    const { runId, dryRun, now } = this.#of;
    if (!dryRun) return await this.#deps.post.deliver(key, runId, compose);
    const composed = await compose();
    if (composed === undefined) return 'nothing';
    await this.#deps.ledger.recordDryRun(key, runId, composed, now);
    return 'sent';
  }

  #composed(present: Addressee | undefined, about: Pick<Composed, 'reasons' | 'commitments'>, rendering: Rendering) {
    const addresses = present && this.#addresses(present);
    if (addresses === undefined) return undefined;
    return { addresses, ...about, ...rendering };
  }

  #addresses(addressee: Addressee): Composed['addresses'] | undefined {
    const addresses = addressesOf(addressee, this.#of.daysOf(null).span.day);
    if (addresses === undefined) return undefined;
    return addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc];
  }

  async #read({ office }: Addressee, days: SweptDays): Promise<DigestInputs> {
    const notices: Notices = {
      below: this.#notices.below.get(office.officeId) ?? [],
      unreached: this.#notices.unreached.get(office.officeId) ?? [],
    };
    return await this.#reader.read(office, days, notices);
  }

  /**
   * The days of the sweep for an office: more where a letter to it was not sent, and fewer where it was told on a day that
   * was not swept to its end.
   */
  async #daysFor({ office }: Addressee): Promise<SweptDays> {
    const days = this.#of.daysOf(office.region);
    const { after, day } = days.span;
    const earliest = await this.#earliest(office);
    if (earliest === after && !this.#of.isCatchingUp) return days;
    const told = await this.#deps.ledger.lastDigest(office.officeId, addDays(earliest, 1), addDays(day, -1));
    return new SweptDays({ after: told ?? earliest, day }, days.calendar);
  }

  /** The day after which the office may have been told nothing. */
  async #earliest({ officeId, region }: Office): Promise<LocalDate> {
    const { after } = this.#of.daysOf(region).span;
    const unsentAfter = await this.#reader.unsentAfter(officeId);
    return unsentAfter !== undefined && unsentAfter < after ? unsentAfter : after;
  }

  /** Leaves notice of an office that is late, or about to be late enough, with those above it. */
  async #notifyAbove({ office, days, turns }: DigestInputs): Promise<void> {
    const superiors = new Set<OfficeId>();
    for (const turn of turns) {
      const late = daysLate(days.standing(turn));
      if (late < NOTIFIED_FROM) continue;
      const lines = await this.#reader.linesAbove(office.officeId, turn, late);
      for (const superior of superiorsToNotify(late, lines)) superiors.add(superior);
    }
    for (const superior of superiors) await this.#leave('below', superior, office);
  }

  /** In memory for who has its turn later in this round, else in the table; a dry run leaves nothing there. */
  async #leave(kind: NoticeOfOthers, reader: OfficeId, { officeId, name }: NamedOffice): Promise<void> {
    const about = { officeId, name };
    if (this.#offices.has(reader) && !this.#begun.has(reader)) {
      const notices = this.#notices[kind];
      notices.set(reader, [...(notices.get(reader) ?? []), about]);
      return;
    }
    if (this.#of.dryRun) return;
    const { day } = this.#of.daysOf(null).span;
    const office = await this.#reader.office(reader);
    // Whoever has had its turn today reads it with its next letter.
    const readOn = office !== undefined && this.#of.isStillToCome(office) ? day : addDays(day, 1);
    await this.#deps.notices.leave(kind, reader, about, readOn);
  }
}
