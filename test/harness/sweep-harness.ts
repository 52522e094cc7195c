import { TableLetterLists } from '../../functions/notifications/letter-lists.store.ts';
import type { Letter } from '../../functions/notifications/letters.ts';
import { TableMoveNoticeStore } from '../../functions/notifications/move-notices/move-notices.store.ts';
import type { Office, OfficeId } from '../../functions/offices/offices.ts';
import { renderDigest } from '../../functions/reminders/emails/digest.email.ts';
import { renderHandover } from '../../functions/reminders/emails/handover.email.ts';
import { TableOfficeNotices } from '../../functions/reminders/office-notices.store.ts';
import { TableParticipantsStore } from '../../functions/reminders/participants.store.ts';
import { isSettled, type SweepResult, type SweepTotals, sweepResult } from '../../functions/reminders/sweep-results.ts';
import { Sweeper } from '../../functions/reminders/sweeper.service.ts';
import { TableSweepStore } from '../../functions/reminders/sweeps.store.ts';
import { TableWorklistStore } from '../../functions/reminders/worklist.store.ts';
import { LINKS } from '../builders/letters.ts';
import { Faults } from './faults.ts';
import { MailingHarness, type MailingRun, SETTLE_AFTER_SECONDS } from './mailing-harness.ts';

/** A run of a sweep, as its workflow takes it. */
export interface SweepRun extends MailingRun {
  readonly day?: string | undefined;
}

/** Offices, commitments and letters in memory, swept as workflows/reminder-sweep.asl.json does, in virtual time. */
export class SweepHarness extends MailingHarness {
  /** @param now when it begins: 07:30 in WITA on that day, unless a moment is given */
  constructor(now: string) {
    super(now.includes('T') ? now : `${now}T07:30:00+08:00`);
  }

  /** With the example offices of those ids, or others. */
  async open(offices: readonly (OfficeId | Office)[]): Promise<this> {
    await this.enter(offices);
    return this;
  }

  news(): TableMoveNoticeStore {
    return new TableMoveNoticeStore(this.table(), () => this.clock.now());
  }

  /** What was sent, for those who ask. */
  letters(): TableLetterLists {
    return new TableLetterLists(this.table());
  }

  /** A process that sweeps, with nothing kept from before. */
  sweeper(faults = new Faults()): Sweeper {
    const table = this.table(faults);
    const now = () => this.clock.now();
    return new Sweeper({
      index: new TableWorklistStore(table),
      parts: new TableParticipantsStore(table),
      offices: this.offices(faults),
      calendars: { current: async () => this.calendar },
      sweeps: new TableSweepStore(table),
      notices: new TableOfficeNotices(table),
      news: new TableMoveNoticeStore(table, now),
      ledger: this.outboxStore(faults),
      post: this.letterSender(faults),
      render: {
        digest: (digest) => renderDigest(digest, LINKS),
        handover: (letter) => renderHandover(letter, LINKS),
      },
      clock: now,
    });
  }

  /** Sweeps a zone to the end. */
  async sweep(sweeping: SweepRun = {}): Promise<SweepResult & { readonly missed: readonly string[] }> {
    return await this.clock.until(this.begin(sweeping));
  }

  /** The same, for who lets time pass on his own. */
  async begin({ zone = 'Asia/Makassar', day, dryRun = false, faults, ...rest }: SweepRun) {
    const { runId = this.nextRun(), isScheduled = false, scheduledAt } = rest;
    const sweeper = this.sweeper(faults);
    const now = () => new Date(this.clock.now());
    const timing = { scheduledAt, startedAt: now().toISOString() };
    const { ranges, ...plan } = await sweeper.plan({ zone, day, isScheduled }, timing, now());
    const of = { ...plan, runId, dryRun };
    const passes: SweepTotals[][] = [];
    let left = ranges;
    while (passes.length === 0 || (left.length > 0 && passes.length === 1)) {
      if (passes.length === 1) await this.clock.sleep((SETTLE_AFTER_SECONDS + 1) * 1_000);
      const tallies: SweepTotals[] = [];
      const open: (typeof ranges)[number][] = [];
      for (const range of left) {
        const { broken: _, ...tally } = await sweeper.remind(of, range, now());
        tallies.push(tally);
        if (!isSettled(tally)) open.push(range);
      }
      passes.push(tallies);
      left = open;
    }
    const missed = dryRun || plan.idle !== undefined ? [] : await sweeper.finish(of, now());
    return { ...sweepResult(plan, passes), missed };
  }

  /** Whom SES was given mails for, in the order of the offices' addresses. */
  sentTo(): readonly string[] {
    return this.outbox.map(({ to }) => to.replace(/@.*/, '')).toSorted();
  }

  /** The letters of a run. */
  async lettersOf(runId: string): Promise<readonly Letter[]> {
    return await this.letters().ofRun(runId);
  }
}
