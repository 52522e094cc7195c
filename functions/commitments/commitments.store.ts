import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, TableAccess, Write } from '../platform/table.ts';
import { NotFoundError } from '../platform/values/errors.ts';
import { regionOfId } from '../platform/values/ids.ts';
import { covers, type Scope } from '../regions/scope.ts';
import {
  type RecordedEvent,
  type StoredCommitment,
  toEventItem,
  toItem,
  toRecordedEvent,
  toStoredCommitment,
} from './commitment-items.store.ts';
import type { CommitmentEvent } from './events.ts';

/** The commitments and their events. Whatever lies outside the scope does not exist, and is not read. */
export interface CommitmentStore {
  /** @throws NotFoundError there is none in the scope */
  get(commitmentId: string, scope: Scope): Promise<StoredCommitment>;
  /** The commitment with all its events: up to its version at least, for they are read beside it. @throws NotFoundError there is none in the scope */
  getWithEvents(
    commitmentId: string,
    scope: Scope,
  ): Promise<StoredCommitment & { readonly events: readonly RecordedEvent[] }>;
  /** The events 1 to n; none if the commitment was never written. */
  eventsOf(commitmentId: string, scope: Scope): Promise<readonly RecordedEvent[]>;
  /** A page of the events, in order. */
  listEvents(commitmentId: string, cursor: string | undefined, scope: Scope): Promise<List<CommitmentEvent>>;
  /** The event of one version, if it was written. */
  eventAt(commitmentId: string, version: number, scope: Scope): Promise<RecordedEvent | undefined>;
  /**
   * Writes a move that stays in its stage, on condition that neither the version nor the task token have changed since
   * `before` was read: it can neither lose a change nor put back a dead token.
   * @param along what is written in the same transaction
   * @returns false if one of them has; then nothing was written
   */
  moveInPlace(
    before: StoredCommitment,
    after: StoredCommitment['commitment'],
    recorded: RecordedEvent,
    along?: readonly Write[],
  ): Promise<boolean>;
}

/** The commitments in the table. */
export class TableCommitmentStore implements CommitmentStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async get(commitmentId: string, scope: Scope): Promise<StoredCommitment> {
    checkScope(commitmentId, scope);
    return heldIn(await this.#table.get(keys.commitment(commitmentId)));
  }

  async getWithEvents(commitmentId: string, scope: Scope) {
    const [held, events] = await Promise.all([this.get(commitmentId, scope), this.eventsOf(commitmentId, scope)]);
    // A move that was recorded between the two reads: its event is there by now.
    const isBehind = events.length < held.commitment.version;
    return { ...held, events: isBehind ? await this.eventsOf(commitmentId, scope) : events };
  }

  async eventsOf(commitmentId: string, scope: Scope): Promise<readonly RecordedEvent[]> {
    checkScope(commitmentId, scope);
    const items = await this.#table.queryAll(eventsRange(commitmentId));
    return items.map(toRecordedEvent);
  }

  async listEvents(commitmentId: string, cursor: string | undefined, scope: Scope): Promise<List<CommitmentEvent>> {
    const held = await this.get(commitmentId, scope);
    const range = eventsRange(held.commitment.commitmentId);
    return await listRanges(this.#table, [range], cursor, async (items) =>
      items.map((item) => toRecordedEvent(item).event),
    );
  }

  async eventAt(commitmentId: string, version: number, scope: Scope): Promise<RecordedEvent | undefined> {
    checkScope(commitmentId, scope);
    const item = await this.#table.get(keys.event(commitmentId, version));
    return item === undefined ? undefined : toRecordedEvent(item);
  }

  async moveInPlace(
    before: StoredCommitment,
    after: StoredCommitment['commitment'],
    recorded: RecordedEvent,
    along: readonly Write[] = [],
  ): Promise<boolean> {
    const { task, generation } = before.thread;
    return await this.#table.write([
      {
        put: { ...toItem(after), task, generation },
        condition: `version = :version AND ${task === undefined ? 'attribute_not_exists(task)' : 'task = :task'}`,
        values: { ':version': before.commitment.version, ...(task === undefined ? {} : { ':task': task }) },
      },
      { put: toEventItem(after.commitmentId, recorded), condition: 'attribute_not_exists(pk)' },
      ...along,
    ]);
  }
}

const eventsRange = (commitmentId: string) => ({ value: keys.event(commitmentId, 1).pk, prefix: 'EVENT#' });

// The id carries its region, so a foreign one is refused without a read.
function checkScope(commitmentId: string, scope: Scope): void {
  const region = regionOfId(commitmentId);
  if (region === undefined || !covers(scope, region)) throw noSuchCommitment();
}

function heldIn(item: Item | undefined): StoredCommitment {
  if (item === undefined) throw noSuchCommitment();
  return toStoredCommitment(item);
}

function noSuchCommitment(): NotFoundError {
  return new NotFoundError('Komitmen tidak ditemukan.');
}
