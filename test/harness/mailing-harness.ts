import { type Calendar, DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { toAttributes, toItem } from '../../functions/commitments/commitment-items.store.ts';
import { SesLetterSender } from '../../functions/notifications/letter-sender.service.ts';
import { TableOutbox } from '../../functions/notifications/outbox.store.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import type { Office, OfficeId } from '../../functions/offices/offices.ts';
import { Table } from '../../functions/platform/table.ts';
import type { Zone } from '../../functions/regions/zones.ts';
import { OFFICES } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { OutboxMailer, type SentMail } from './outbox-mailer.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A letter without an event of SES may be sent again after this time. */
export const SETTLE_AFTER_SECONDS = 1_800;

/** The input of a run that sends letters. */
export interface MailingRun {
  readonly zone?: Zone;
  readonly dryRun?: boolean;
  readonly runId?: string;
  readonly isScheduled?: boolean;
  readonly scheduledAt?: string;
  /** Faults of its process. */
  readonly faults?: Faults;
}

/** Offices, commitments and letters in memory, in virtual time, for runs that send letters. */
export class MailingHarness {
  readonly memory = new MemoryTable();
  readonly clock: VirtualClock;
  /** The mails that SES accepted. */
  readonly outbox: SentMail[] = [];
  calendar: Calendar = DECREED_CALENDAR;
  /** Mails a second that the account may send; 0 while sending is paused. */
  rate = 14;
  #runs = 0;

  /** @param now the start, as an ISO instant */
  constructor(now: string) {
    this.clock = new VirtualClock(now);
  }

  /** Enters example offices by their ids, or other offices. */
  async enter(offices: readonly (OfficeId | Office)[]): Promise<void> {
    for (const office of offices) {
      const found = typeof office === 'string' ? OFFICES.get(office) : office;
      if (found === undefined) throw new Error(`no office ${office}`);
      await this.offices().create(found);
    }
  }

  /** Writes commitments past every condition. */
  put(...commitments: readonly Commitment[]): void {
    for (const commitment of commitments) {
      this.memory.tamper(toAttributes({ ...toItem(commitment), generation: 1 }));
    }
  }

  /** The table, as a process with these faults uses it. */
  table(faults = new Faults()): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.memory, action, input)),
    );
    return new Table(client, 'memory');
  }

  offices(faults?: Faults): TableOfficeStore {
    return new TableOfficeStore(this.table(faults), () => this.clock.now());
  }

  outboxStore(faults?: Faults): TableOutbox {
    return new TableOutbox(this.table(faults), SETTLE_AFTER_SECONDS);
  }

  letterSender(faults: Faults): SesLetterSender {
    const mailer = new OutboxMailer(faults, this.outbox);
    mailer.rate = this.rate;
    return new SesLetterSender(this.outboxStore(faults), mailer, {
      now: () => this.clock.now(),
      sleep: this.clock.sleep,
    });
  }

  nextRun(): string {
    this.#runs += 1;
    return `run-${this.#runs}`;
  }

  /** Records a delivery of every accepted mail. */
  async tellDelivered(): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    for (const { letterId, messageId, to } of this.outbox) {
      const about = { destination: [to], addresses: [to], isPermanent: false };
      await this.outboxStore().settle(letterId, { what: 'delivered', messageId, sentAt: at, at, ...about });
    }
  }
}
