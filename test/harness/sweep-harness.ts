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

export interface SweepRun extends MailingRun {
  readonly day?: string | undefined;
}

/** Reminder sweeps in memory, run as workflows/reminder-sweep.asl.json does, in virtual time. */
export class SweepHarness extends MailingHarness {
  /** @param now the start, as an ISO instant, or a day: 07:30 WITA on it */
  constructor(now: string) {
    super(now.includes('T') ? now : `${now}T07:30:00+08:00`);
  }

  /** Enters example offices by their ids, or other offices. */
  async open(offices: readonly (OfficeId | Office)[]): Promise<this> {
    await this.enter(offices);
    return this;
  }

  news(): TableMoveNoticeStore {
    return new TableMoveNoticeStore(this.table(), () => this.clock.now());
  }

  letters(): TableLetterLists {
    return new TableLetterLists(this.table());
  }

  /** The sweeper of a new process. */
  sweeper(faults = new Faults()): Sweeper {
    const table = this.table(faults);
    const now = () => this.clock.now();
    return new Sweeper({
      worklists: new TableWorklistStore(table),
      participants: new TableParticipantsStore(table),
      offices: this.offices(faults),
      calendars: { current: async () => this.calendar },
      sweeps: new TableSweepStore(table),
      notices: new TableOfficeNotices(table),
      moveNotices: new TableMoveNoticeStore(table, now),
      outbox: this.outboxStore(faults),
      sender: this.letterSender(faults),
      render: {
        digest: (digest) => renderDigest(digest, LINKS),
        handover: (letter) => renderHandover(letter, LINKS),
      },
      clock: now,
    });
  }

  async sweep(sweeping: SweepRun = {}): Promise<SweepResult & { readonly missed: readonly string[] }> {
    return await this.clock.until(this.begin(sweeping));
  }

  /** The same for tests that advance the clock themselves. */
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

  /** The local parts of the addresses of all accepted mails, sorted. */
  sentTo(): readonly string[] {
    return this.outbox.map(({ to }) => to.replace(/@.*/, '')).toSorted();
  }

  async lettersOf(runId: string): Promise<readonly Letter[]> {
    return await this.letters().ofRun(runId);
  }
}
