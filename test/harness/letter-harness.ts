import { SesLetterSender } from '../../functions/notifications/letter-sender.service.ts';
import type { Composed, LetterKey } from '../../functions/notifications/letters.ts';
import { TableOutbox } from '../../functions/notifications/outbox.store.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { PALOPO } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { OutboxMailer, type SentMail } from './outbox-mailer.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A letter without an event of SES may be sent again after this time. */
export const SETTLE_AFTER_SECONDS = 1_800;

export const DIGEST: LetterKey = { office: PALOPO.dinkes, kind: 'digest', day: '2026-11-24' };

export function digestOf(commitments = 1): Composed {
  return {
    addresses: ['dinkes.7373@example.org', 'kepala.dinkes@example.org'],
    reasons: ['overdue'],
    commitments: Array.from({ length: commitments }, (_, index) => `7373-${String(index).padStart(20, 'a')}`),
    subject: '[Tuntas] 1 komitmen lewat tenggat di Kota Palopo',
    html: '<p>1 komitmen</p>',
    text: '1 komitmen',
  };
}

/** Letters over a table in memory and a mailer that keeps its mails, in virtual time. Each process has its own stores and faults. */
export class LetterHarness {
  readonly memory = new MemoryTable();
  readonly clock = new VirtualClock('2026-11-24T00:30:00Z');
  /** The mails that SES accepted. */
  readonly outbox: SentMail[] = [];
  /** Mails a second that the account may send; 0 while sending is paused. */
  rate = 14;

  /** The table, as a process with these faults uses it. */
  table(faults = new Faults()): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.memory, action, input)),
    );
    return new Table(client, 'memory');
  }

  outboxStore(faults?: Faults): TableOutbox {
    return new TableOutbox(this.table(faults), SETTLE_AFTER_SECONDS);
  }

  offices(faults?: Faults): TableOfficeStore {
    return new TableOfficeStore(this.table(faults), () => 0);
  }

  letterSender(faults = new Faults()): SesLetterSender {
    const mailer = new OutboxMailer(faults, this.outbox);
    mailer.rate = this.rate;
    const { clock } = this;
    return new SesLetterSender(this.outboxStore(faults), mailer, { now: () => clock.now(), sleep: clock.sleep });
  }
}
