import { toAttributes, toItem } from '../../functions/adapters/commitment-items.ts';
import { TablePartsStore } from '../../functions/adapters/commitment-parts.ts';
import { TableLetterLedger } from '../../functions/adapters/letter-ledger.ts';
import { TableLetterLists } from '../../functions/adapters/letter-lists.ts';
import { TableNewsStore } from '../../functions/adapters/news-store.ts';
import { TableOfficeNotices } from '../../functions/adapters/office-notices.ts';
import { TableOfficeStore } from '../../functions/adapters/office-store.ts';
import { TableSweepLedger } from '../../functions/adapters/sweep-ledger.ts';
import { Table } from '../../functions/adapters/table.ts';
import { TableTurnIndex } from '../../functions/adapters/turn-index.ts';
import { renderDigest } from '../../functions/console/letters/digest.ts';
import { renderHandover } from '../../functions/console/letters/handover.ts';
import { type Calendar, DECREED_CALENDAR } from '../../functions/domain/calendar.ts';
import type { Commitment } from '../../functions/domain/commitments.ts';
import type { Letter } from '../../functions/domain/letters.ts';
import type { Office, OfficeId } from '../../functions/domain/offices.ts';
import { isSettled, type SweepResult, type SweepTally, sweepResult } from '../../functions/domain/sweep-results.ts';
import type { Zone } from '../../functions/domain/zones.ts';
import { Postman } from '../../functions/runtime/postman.ts';
import { Sweeper } from '../../functions/runtime/sweeper.ts';
import { Faults } from './faults.ts';
import { LINKS } from './letters.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { OutboxMailer, type Taken } from './outbox-mailer.ts';
import { OFFICES } from './palopo.ts';
import { VirtualClock } from './virtual-clock.ts';

const SETTLE_AFTER_SECONDS = 1_800;

/** A run of a sweep, as its workflow takes it. */
export interface Sweeping {
  readonly zone?: Zone;
  readonly day?: string | undefined;
  readonly dryRun?: boolean;
  readonly runId?: string;
  readonly isScheduled?: boolean;
  /** The moment for which it was scheduled. */
  readonly scheduledAt?: string;
  /** What its process meets. */
  readonly faults?: Faults;
}

/** Offices, commitments and letters in memory, swept as workflows/reminder-sweep.asl.json does, in virtual time. */
export class SweepWorld {
  readonly memory = new MemoryTable();
  readonly clock: VirtualClock;
  /** The mails that SES has taken. */
  readonly outbox: Taken[] = [];
  calendar: Calendar = DECREED_CALENDAR;
  /** Mails a second that the account may send; 0 while sending is paused. */
  rate = 14;
  #runs = 0;

  /** @param now when it begins: 07:30 in WITA on that day, unless a moment is given */
  constructor(now: string) {
    this.clock = new VirtualClock(now.includes('T') ? now : `${now}T07:30:00+08:00`);
  }

  /** With the example offices of those ids, or others. */
  async open(offices: readonly (OfficeId | Office)[]): Promise<this> {
    for (const office of offices) {
      const found = typeof office === 'string' ? OFFICES.get(office) : office;
      if (found === undefined) throw new Error(`no office ${office}`);
      await this.offices().create(found);
    }
    return this;
  }

  /** Puts commitments as they are, in the place of what they were. */
  put(...commitments: readonly Commitment[]): void {
    for (const commitment of commitments) {
      this.memory.tamper(toAttributes({ ...toItem(commitment), generation: 1 }));
    }
  }

  /** The table as a process sees it. */
  table(faults = new Faults()): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.memory, action, input)),
    );
    return new Table(client, 'memory');
  }

  offices(faults?: Faults): TableOfficeStore {
    return new TableOfficeStore(this.table(faults), () => this.clock.now());
  }

  news(): TableNewsStore {
    return new TableNewsStore(this.table(), () => this.clock.now());
  }

  /** What was sent, for those who ask. */
  letters(): TableLetterLists {
    return new TableLetterLists(this.table());
  }

  ledger(faults?: Faults): TableLetterLedger {
    return new TableLetterLedger(this.table(faults), SETTLE_AFTER_SECONDS);
  }

  /** A process that sweeps, with nothing kept from before. */
  sweeper(faults = new Faults()): Sweeper {
    const table = this.table(faults);
    const now = () => this.clock.now();
    const mailer = new OutboxMailer(faults, this.outbox);
    mailer.rate = this.rate;
    const ledger = this.ledger(faults);
    return new Sweeper({
      index: new TableTurnIndex(table),
      parts: new TablePartsStore(table),
      offices: this.offices(faults),
      calendars: { current: async () => this.calendar },
      sweeps: new TableSweepLedger(table),
      notices: new TableOfficeNotices(table),
      news: new TableNewsStore(table, now),
      ledger,
      post: new Postman(ledger, mailer, { now, sleep: this.clock.sleep }),
      render: {
        digest: (digest) => renderDigest(digest, LINKS),
        handover: (letter) => renderHandover(letter, LINKS),
      },
      clock: now,
    });
  }

  /** Sweeps a zone to the end. */
  async sweep(sweeping: Sweeping = {}): Promise<SweepResult & { readonly missed: readonly string[] }> {
    return await this.clock.until(this.begin(sweeping));
  }

  /** The same, for who lets time pass on his own. */
  async begin({ zone = 'Asia/Makassar', day, dryRun = false, faults, ...rest }: Sweeping) {
    this.#runs += 1;
    const { runId = `run-${this.#runs}`, isScheduled = false, scheduledAt } = rest;
    const sweeper = this.sweeper(faults);
    const now = () => new Date(this.clock.now());
    const timing = { scheduledAt, startedAt: now().toISOString() };
    const { ranges, ...plan } = await sweeper.plan({ zone, day, isScheduled }, timing, now());
    const of = { ...plan, runId, dryRun };
    const passes: SweepTally[][] = [];
    let left = ranges;
    while (passes.length === 0 || (left.length > 0 && passes.length === 1)) {
      if (passes.length === 1) await this.clock.sleep((SETTLE_AFTER_SECONDS + 1) * 1_000);
      const tallies: SweepTally[] = [];
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

  /** Has SES tell that it has delivered all that it took. */
  async tellDelivered(): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    for (const { letterId, messageId, to } of this.outbox) {
      const about = { destination: [to], addresses: [to], isPermanent: false };
      await this.ledger().settle(letterId, { what: 'delivered', messageId, sentAt: at, at, ...about });
    }
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
