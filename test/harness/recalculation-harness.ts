import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { TableCalendarStore } from '../../functions/calendar/calendar.store.ts';
import type { DayOff } from '../../functions/calendar/calendar-years.ts';
import { SHIPPED_YEARS } from '../../functions/calendar/calendar-years.ts';
import {
  type StoredCommitment,
  toEventItem,
  toItem,
  toStoredCommitment,
} from '../../functions/commitments/commitment-items.store.ts';
import { listCommitments } from '../../functions/commitments/commitment-lists.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import { keys } from '../../functions/platform/keys.ts';
import { type Item, Table } from '../../functions/platform/table.ts';
import { TableRecalculationProgressStore } from '../../functions/recalculation/recalculation-progress.store.ts';
import { Recalculator } from '../../functions/recalculation/recalculator.service.ts';
import { NATION } from '../../functions/regions/scope.ts';
import type { CommitmentHistory } from '../builders/decided.ts';
import { OFFICES } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';

/** Ten o'clock in Palopo. */
export const NOW = new Date('2025-07-07T02:00:00.000Z');
export const RUN = { runId: 'run', year: 2025, dryRun: false, startedBy: 'somebody' } as const;

export const idOf = (number: number) => `7373-${String(number).padStart(20, '0')}`;

/** Recalculation with the real stores over a table in memory, and a calendar of 2025 that can be amended. */
export class RecalculationHarness {
  readonly memory = new MemoryTable();
  readonly table = this.tableMeeting(new Faults());

  /** The table, as a process with these faults uses it. */
  tableMeeting(faults: Faults): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.memory, action, input)),
    );
    return new Table(client, 'memory');
  }

  /** Writes a commitment that waits with a task token, and its events. */
  enter(number: number, { commitment, events }: CommitmentHistory): string {
    const commitmentId = idOf(number);
    this.put({ ...toItem({ ...commitment, commitmentId }), task: 'token', generation: 1 });
    for (const event of events) this.put(toEventItem(commitmentId, { event, requestHash: 'hash' }));
    return commitmentId;
  }

  /** Writes an item past every condition. */
  put(item: Item): void {
    this.memory.tamper(marshall(item, { removeUndefinedValues: true }));
  }

  /** Applies the next version of 2025: the shipped days and further days off. */
  async decree(...days: readonly string[]): Promise<void> {
    const calendars = new TableCalendarStore(this.table, () => 0);
    const before = await calendars.ofYear(2025);
    const shipped = SHIPPED_YEARS.find(({ year }) => year === 2025)?.days ?? [];
    const added = days.map((date): DayOff => ({ date, kind: 'collective', decree: 'SKB-2025-amendment' }));
    const applied = { office: 'bpjs-pusat', userId: 'admin', at: NOW.toISOString() };
    await calendars.replace(before, { ...before, version: before.version + 1, days: [...shipped, ...added], applied });
  }

  async enterOffices(): Promise<void> {
    const offices = new TableOfficeStore(this.table, () => 0);
    for (const office of OFFICES.values()) await offices.create(office);
  }

  recalculator(faults = new Faults()): Recalculator {
    const table = this.tableMeeting(faults);
    return new Recalculator({
      // One city only: the list of the nation queries 38 provinces.
      listOpen: (cursor) =>
        listCommitments(
          table,
          { region: '73.73' },
          ({ stage }) => stage !== 'closed',
          cursor,
          NATION,
          () => undefined,
        ),
      commitments: new TableCommitmentStore(table),
      calendars: new TableCalendarStore(table, () => 0),
      progress: new TableRecalculationProgressStore(table),
      adminOffice: 'bpjs-pusat',
    });
  }

  /** The changes of the run, a line each. */
  async moved(): Promise<readonly string[]> {
    const rows = await new TableRecalculationProgressStore(this.table).moved(RUN.runId);
    return rows.map(({ commitmentId, office, what, to }) => `${what} of ${commitmentId} for ${office}: ${to}`);
  }

  stored(commitmentId: string): StoredCommitment {
    const { pk, sk } = keys.commitment(commitmentId);
    return toStoredCommitment(unmarshall(this.memory.get({ pk: { S: pk }, sk: { S: sk } }) ?? {}));
  }

  async history(commitmentId: string): Promise<readonly string[]> {
    const events = await new TableCommitmentStore(this.table).eventsOf(commitmentId, NATION);
    return events.map(({ event }) => event.move);
  }
}
