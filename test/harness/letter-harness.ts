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

/** How long SES has to tell what became of a letter, on AWS. */
export const SETTLE_AFTER_SECONDS = 1_800;

/** A digest to the health office of Palopo. */
export const DIGEST: LetterKey = { office: PALOPO.dinkes, kind: 'digest', day: '2026-11-24' };

/** What the digest says, about as many commitments as given. */
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

/** Letters over a table in memory and an outbox, in virtual time; each process has stores of its own, and what it meets. */
export class LetterHarness {
  readonly memory = new MemoryTable();
  readonly clock = new VirtualClock('2026-11-24T00:30:00Z');
  /** The mails that were taken. */
  readonly outbox: SentMail[] = [];
  /** Mails a second that the account may send; 0 while sending is paused. */
  rate = 14;

  /** The table as a process sees it. */
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

  /** A process that sends letters. */
  letterSender(faults = new Faults()): SesLetterSender {
    const mailer = new OutboxMailer(faults, this.outbox);
    mailer.rate = this.rate;
    const { clock } = this;
    return new SesLetterSender(this.outboxStore(faults), mailer, { now: () => clock.now(), sleep: clock.sleep });
  }
}
