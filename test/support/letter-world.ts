import { TableLetterLedger } from '../../functions/adapters/letter-ledger.ts';
import { TableOfficeStore } from '../../functions/adapters/office-store.ts';
import { Table } from '../../functions/adapters/table.ts';
import type { Composed, LetterKey } from '../../functions/domain/letters.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { PALOPO } from './palopo.ts';

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

/** The stores that letters need, over a table in memory; each process has its own, with what it meets. */
export class LetterWorld {
  readonly memory = new MemoryTable();

  /** The table as a process sees it. */
  table(faults = new Faults()): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.memory, action, input)),
    );
    return new Table(client, 'memory');
  }

  ledger(faults?: Faults): TableLetterLedger {
    return new TableLetterLedger(this.table(faults), SETTLE_AFTER_SECONDS);
  }

  offices(faults?: Faults): TableOfficeStore {
    return new TableOfficeStore(this.table(faults), () => 0);
  }
}
