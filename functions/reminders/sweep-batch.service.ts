import type { Delivery, LetterSender } from '../notifications/letter-sender.service.ts';
import { type Composed, type LetterKey, letterId } from '../notifications/letters.ts';
import type { MoveNoticeStore } from '../notifications/move-notices/move-notices.store.ts';
import { sentIn } from '../notifications/move-notices/move-notices.ts';
import type { Outbox } from '../notifications/outbox.store.ts';
import { type Addressee, addressesOf, holderOn } from '../offices/addressees.ts';
import type { NamedOffice, Office, OfficeId } from '../offices/offices.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { addDays, type LocalDate } from '../platform/values/local-date.ts';
import type { BatchNotices, DigestInputLoader } from './digest-input-loader.service.ts';
import { commitmentsIn, type DigestInputs, planDigest, planHandover } from './digest-plan.ts';
import type { Digest, HandoverLetter } from './digests.ts';
import { NOTIFIED_FROM, superiorsToNotify } from './escalation.ts';
import { daysLate, SweptDays } from './ladder.ts';
import type { NoticeKind, OfficeNotices } from './office-notices.store.ts';
import type { LetterOutcome } from './sweep-results.ts';

export type Rendering = Pick<Composed, 'subject' | 'html' | 'text'>;

export interface SweepBatchDeps {
  readonly sender: LetterSender;
  readonly outbox: Pick<Outbox, 'find' | 'lastDigest' | 'recordDryRun'>;
  readonly moveNotices: Pick<MoveNoticeStore, 'removeMoveNotices'>;
  readonly notices: OfficeNotices;
  readonly render: {
    readonly digest: (digest: Digest) => Rendering;
    readonly handover: (letter: HandoverLetter) => Rendering;
  };
}

export interface SweepBatchParams {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly now: Date;
  /** The days of the sweep for offices of a region. */
  readonly daysOf: (region: string | null) => SweptDays;
  /** The current addressee, which may change while letters wait for the send rate. */
  readonly present: (addressee: Addressee) => Promise<Addressee | undefined>;
  /** Whether an office outside this batch is processed later in the same sweep. */
  readonly isStillToCome: (office: Office) => boolean;
  /** Whether days were missed, for which some offices may have had a letter. */
  readonly isCatchingUp: boolean;
}

/** Notices to other offices. */
type NoticeOfOthers = Exclude<NoticeKind, 'unsent'>;

/** Offices processed at once: few enough that loaded inputs are fresh when their letter is sent. */
const CONCURRENCY = 4;

/** Processes the offices of a range, subordinates before their superiors. */
export class SweepBatch {
  readonly #loader: DigestInputLoader;
  readonly #deps: SweepBatchDeps;
  readonly #params: SweepBatchParams;
  readonly #offices: ReadonlyMap<OfficeId, Addressee>;
  readonly #started = new Set<OfficeId>();
  readonly #notices: Record<NoticeOfOthers, Map<OfficeId, NamedOffice[]>> = { below: new Map(), unreached: new Map() };
  constructor(
    loader: DigestInputLoader,
    deps: SweepBatchDeps,
    params: SweepBatchParams,
    offices: readonly Addressee[],
  ) {
    this.#loader = loader;
    this.#deps = deps;
    this.#params = params;
    this.#offices = new Map(offices.map((row) => [row.office.officeId, row]));
  }

  /** @returns the outcome of each letter */
  async notifyAll(): Promise<readonly LetterOutcome[]> {
    const addressees = [...this.#offices.values()];
    const cutOff = addressees.filter((addressee) => this.#addresses(addressee) === undefined);
    const outcomes = await mapConcurrently(cutOff, (addressee) => this.#reportUnreachable(addressee), CONCURRENCY);
    const all: LetterOutcome[] = outcomes.flat();
    for (const level of await this.#fromTheLowest(addressees)) {
      all.push(...(await mapConcurrently(level, (addressee) => this.#notify(addressee), CONCURRENCY)).flat());
    }
    return all;
  }

  /** The offices by the number of their superiors, highest first. */
  async #fromTheLowest(addressees: readonly Addressee[]): Promise<readonly (readonly Addressee[])[]> {
    const levels: Addressee[][] = [];
    for (const addressee of addressees) {
      const above = (await this.#loader.lineAbove(addressee.office.officeId)).length;
      levels[above] = [...(levels[above] ?? []), addressee];
    }
    return levels.filter((level) => level !== undefined).reverse();
  }

  /** Leaves a notice of an office with a planned digest and no address, for the secretariats of its forums. */
  async #reportUnreachable(addressee: Addressee): Promise<readonly LetterOutcome[]> {
    const { office } = addressee;
    const inputs = await this.#load(addressee, await this.#daysFor(addressee));
    if (planDigest(inputs) === undefined) return [];
    for (const secretariat of await this.#loader.secretariatsOf(office.officeId, inputs.turns)) {
      await this.#leave('unreached', secretariat, office);
    }
    return ['unreachable'];
  }

  async #notify(addressee: Addressee): Promise<readonly LetterOutcome[]> {
    const { office } = addressee;
    this.#started.add(office.officeId);
    const days = await this.#daysFor(addressee);
    const inputs = await this.#load(addressee, days);
    await this.#notifyAbove(inputs);
    if (this.#addresses(addressee) === undefined) return [];
    const all = [await this.#handOver(addressee, days), await this.#remind(addressee, days, inputs)];
    const outcomes = all.filter((outcome) => outcome !== undefined);
    const isUnsent = outcomes.some((outcome) => outcome === 'refused' || outcome === 'unknown');
    // Makes its next letter cover the same days if this one is not sent.
    if (isUnsent) await this.#deps.notices.leave('unsent', office.officeId, office, days.span.after);
    return outcomes;
  }

  async #remind(addressee: Addressee, days: SweptDays, inputs: DigestInputs): Promise<LetterOutcome | undefined> {
    const { office } = addressee;
    const key = { office: office.officeId, kind: 'digest', day: days.span.day } as const;
    if (planDigest(inputs) === undefined) {
      // None of its notices still holds.
      if (!this.#params.dryRun) await this.#deps.moveNotices.removeMoveNotices(inputs.moveNotices);
      return undefined;
    }
    let latest = inputs;
    const outcome = await this.#deliver(key, async () => {
      latest = await this.#load(addressee, days);
      const digest = planDigest(latest);
      if (digest === undefined) return undefined;
      const lines = digest.sections.flatMap((section) => section.lines);
      const about = { reasons: digest.reasons, commitments: commitmentsIn(lines) };
      return this.#composed(await this.#params.present(addressee), about, this.#deps.render.digest(digest));
    });
    if (this.#params.dryRun) return outcome;
    if (outcome === 'sent' || outcome === 'nothing') await this.#deps.moveNotices.removeMoveNotices(latest.moveNotices);
    if (outcome === 'before' && latest.moveNotices.length > 0) {
      await this.#deps.moveNotices.removeMoveNotices(
        sentIn(await this.#deps.outbox.find(letterId(key)), latest.moveNotices),
      );
    }
    return outcome;
  }

  /** The letter to a new holder; keyed by the first day of holding, so that it is sent once. */
  async #handOver(addressee: Addressee, days: SweptDays): Promise<LetterOutcome | undefined> {
    const holder = holderOn(addressee, days.span.day);
    // Includes the last swept day: the holder may have been entered after that sweep.
    if (holder === undefined || holder.from < (await this.#earliest(addressee.office))) return undefined;
    const key = { office: addressee.office.officeId, kind: 'handover', day: holder.from } as const;
    return await this.#deliver(key, async () => {
      const present = await this.#params.present(addressee);
      const holds = present && holderOn(present, days.span.day);
      if (holds?.from !== holder.from) return undefined;
      const letter = planHandover(await this.#load(addressee, days), holds);
      const about = { reasons: ['handover'], commitments: commitmentsIn(letter.lines) };
      return this.#composed(present, about, this.#deps.render.handover(letter));
    });
  }

  async #deliver(key: LetterKey, compose: () => Promise<Composed | undefined>): Promise<Delivery> {
    const { runId, dryRun, now } = this.#params;
    if (!dryRun) return await this.#deps.sender.deliver(key, runId, compose);
    const composed = await compose();
    if (composed === undefined) return 'nothing';
    await this.#deps.outbox.recordDryRun(key, runId, composed, now);
    return 'sent';
  }

  #composed(present: Addressee | undefined, about: Pick<Composed, 'reasons' | 'commitments'>, rendering: Rendering) {
    const addresses = present && this.#addresses(present);
    if (addresses === undefined) return undefined;
    return { addresses, ...about, ...rendering };
  }

  #addresses(addressee: Addressee): Composed['addresses'] | undefined {
    const addresses = addressesOf(addressee, this.#params.daysOf(null).span.day);
    if (addresses === undefined) return undefined;
    return addresses.cc === undefined ? [addresses.to] : [addresses.to, addresses.cc];
  }

  async #load({ office }: Addressee, days: SweptDays): Promise<DigestInputs> {
    const notices: BatchNotices = {
      below: this.#notices.below.get(office.officeId) ?? [],
      unreached: this.#notices.unreached.get(office.officeId) ?? [],
    };
    return await this.#loader.load(office, days, notices);
  }

  /**
   * The days of the sweep for an office: more if a letter was not sent, fewer if it had a digest on a day whose sweep
   * did not finish.
   */
  async #daysFor({ office }: Addressee): Promise<SweptDays> {
    const days = this.#params.daysOf(office.region);
    const { after, day } = days.span;
    const earliest = await this.#earliest(office);
    if (earliest === after && !this.#params.isCatchingUp) return days;
    const lastDigest = await this.#deps.outbox.lastDigest(office.officeId, addDays(earliest, 1), addDays(day, -1));
    return new SweptDays({ after: lastDigest ?? earliest, day }, days.calendar);
  }

  /** The day after which the office may have had no letter. */
  async #earliest({ officeId, region }: Office): Promise<LocalDate> {
    const { after } = this.#params.daysOf(region).span;
    const unsentAfter = await this.#loader.unsentAfter(officeId);
    return unsentAfter !== undefined && unsentAfter < after ? unsentAfter : after;
  }

  /** Leaves its superiors a notice of an office that is late, or about to be late enough. */
  async #notifyAbove({ office, days, turns }: DigestInputs): Promise<void> {
    const superiors = new Set<OfficeId>();
    for (const turn of turns) {
      const late = daysLate(days.positionOf(turn));
      if (late < NOTIFIED_FROM) continue;
      const lines = await this.#loader.linesAbove(office.officeId, turn, late);
      for (const superior of superiorsToNotify(late, lines)) superiors.add(superior);
    }
    for (const superior of superiors) await this.#leave('below', superior, office);
  }

  /** In memory for an office later in this batch, else in the table; a dry run writes nothing. */
  async #leave(kind: NoticeOfOthers, reader: OfficeId, { officeId, name }: NamedOffice): Promise<void> {
    const about = { officeId, name };
    if (this.#offices.has(reader) && !this.#started.has(reader)) {
      const notices = this.#notices[kind];
      notices.set(reader, [...(notices.get(reader) ?? []), about]);
      return;
    }
    if (this.#params.dryRun) return;
    const { day } = this.#params.daysOf(null).span;
    const office = await this.#loader.office(reader);
    // An office already processed today reads it with its next letter.
    const readOn = office !== undefined && this.#params.isStillToCome(office) ? day : addDays(day, 1);
    await this.#deps.notices.leave(kind, reader, about, readOn);
  }
}
