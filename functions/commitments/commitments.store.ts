import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { TableAccess, Write } from '../platform/table.ts';
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

/** Commitments and their events. A commitment outside the scope is not read and counts as not found. */
export interface CommitmentStore {
  /** @throws NotFoundError the scope has no such commitment */
  get(commitmentId: string, scope: Scope): Promise<StoredCommitment>;
  /**
   * The commitment with its events, at least up to its version: both are read in parallel.
   * @throws NotFoundError the scope has no such commitment
   */
  getWithEvents(
    commitmentId: string,
    scope: Scope,
  ): Promise<StoredCommitment & { readonly events: readonly RecordedEvent[] }>;
  /** Events 1 to n; empty if the commitment was never written. */
  eventsOf(commitmentId: string, scope: Scope): Promise<readonly RecordedEvent[]>;
  /** A page of events in order. */
  listEvents(commitmentId: string, cursor: string | undefined, scope: Scope): Promise<List<CommitmentEvent>>;
  eventAt(commitmentId: string, version: number, scope: Scope): Promise<RecordedEvent | undefined>;
  /**
   * Writes a move that stays in its stage, on condition that neither the version nor the task token has changed since
   * `before` was read. So it neither loses a change nor restores a spent token.
   * @param additional writes of the same transaction
   * @returns false if one of them has changed; then nothing was written
   */
  moveInPlace(
    before: StoredCommitment,
    after: StoredCommitment['commitment'],
    recorded: RecordedEvent,
    additional?: readonly Write[],
  ): Promise<boolean>;
}

export class TableCommitmentStore implements CommitmentStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async get(commitmentId: string, scope: Scope): Promise<StoredCommitment> {
    checkScope(commitmentId, scope);
    const item = await this.#table.get(keys.commitment(commitmentId));
    if (item === undefined) throw noSuchCommitment();
    return toStoredCommitment(item);
  }

  async getWithEvents(commitmentId: string, scope: Scope) {
    const [stored, events] = await Promise.all([this.get(commitmentId, scope), this.eventsOf(commitmentId, scope)]);
    // A move recorded between the two reads has an event by now.
    const isBehind = events.length < stored.commitment.version;
    return { ...stored, events: isBehind ? await this.eventsOf(commitmentId, scope) : events };
  }

  async eventsOf(commitmentId: string, scope: Scope): Promise<readonly RecordedEvent[]> {
    checkScope(commitmentId, scope);
    const items = await this.#table.queryAll(eventsRange(commitmentId));
    return items.map(toRecordedEvent);
  }

  async listEvents(commitmentId: string, cursor: string | undefined, scope: Scope): Promise<List<CommitmentEvent>> {
    await this.get(commitmentId, scope);
    const range = eventsRange(commitmentId);
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
    additional: readonly Write[] = [],
  ): Promise<boolean> {
    const { task, generation } = before.executionState;
    return await this.#table.write([
      {
        put: { ...toItem(after), task, generation },
        condition: `version = :version AND ${task === undefined ? 'attribute_not_exists(task)' : 'task = :task'}`,
        values: { ':version': before.commitment.version, ...(task === undefined ? {} : { ':task': task }) },
      },
      { put: toEventItem(after.commitmentId, recorded), condition: 'attribute_not_exists(pk)' },
      ...additional,
    ]);
  }
}

const eventsRange = (commitmentId: string) => ({ value: keys.event(commitmentId, 1).pk, prefix: 'EVENT#' });

// The id contains the region, so an id outside the scope is refused without a read.
function checkScope(commitmentId: string, scope: Scope): void {
  const region = regionOfId(commitmentId);
  if (region === undefined || !covers(scope, region)) throw noSuchCommitment();
}

function noSuchCommitment(): NotFoundError {
  return new NotFoundError('Komitmen tidak ditemukan.');
}
