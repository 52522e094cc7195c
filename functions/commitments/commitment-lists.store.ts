import type { OfficeId } from '../offices/offices.ts';
import { BY_FORUM, BY_TURN } from '../platform/indexes.ts';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { COMMITMENTS_PREFIX, keyOf, keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, TableAccess } from '../platform/table.ts';
import { placeRanges } from '../regions/place-index.store.ts';
import { covers, type Scope } from '../regions/scope.ts';
import type { Commitment } from './commitment.ts';
import { toStoredCommitment } from './commitment-items.store.ts';

/** The commitments to list: of one forum, with a turn of these offices, of one region or province, or all in scope. */
export interface CommitmentFilter {
  readonly forum?: string | undefined;
  readonly waitingFor?: readonly OfficeId[] | undefined;
  readonly region?: string | undefined;
}

/**
 * A page of commitments within the scope, filtered.
 * @param matches the filters that no index supports
 * @param onUnreadable called for an unreadable item, which is then omitted; without it the list is refused
 */
export async function listCommitments(
  table: TableAccess,
  filter: CommitmentFilter,
  matches: (commitment: Commitment) => boolean,
  cursor: string | undefined,
  scope: Scope,
  onUnreadable?: (error: ItemUnreadableError) => void,
): Promise<List<Commitment>> {
  return await listRanges(table, rangesFor(filter, scope), cursor, async (keyed) => {
    // The index of turns also holds move notices.
    const items = await table.getAll(keyed.map(keyOf).filter(({ pk }) => pk.startsWith(COMMITMENTS_PREFIX)));
    return items
      .flatMap((item) => readable(item, onUnreadable))
      .filter((commitment) => covers(scope, commitment.region) && fits(commitment, filter) && matches(commitment));
  });
}

/** Omits an unreadable item, so that it does not block the rest of the list. */
function readable(item: Item, onUnreadable?: (error: ItemUnreadableError) => void): readonly Commitment[] {
  try {
    return [toStoredCommitment(item).commitment];
  } catch (error) {
    if (onUnreadable === undefined || !(error instanceof ItemUnreadableError)) throw error;
    onUnreadable(error);
    return [];
  }
}

function rangesFor(filter: CommitmentFilter, scope: Scope): readonly Range[] {
  if (filter.forum !== undefined) return [{ index: BY_FORUM, value: filter.forum }];
  if (filter.waitingFor !== undefined) return filter.waitingFor.map((office) => ({ index: BY_TURN, value: office }));
  return placeRanges('C', filter.region === undefined ? scope : [filter.region]);
}

function fits(commitment: Commitment, filter: CommitmentFilter): boolean {
  const { region, waitingFor } = filter;
  const isWaiting = 'turn' in commitment && waitingFor?.includes(commitment.turn.office) === true;
  return (region === undefined || covers([region], commitment.region)) && (waitingFor === undefined || isWaiting);
}

/** The existing commitments by id, regardless of scope; eventually consistent. */
export async function commitmentsById(
  table: Pick<TableAccess, 'getAll'>,
  commitmentIds: readonly string[],
): Promise<ReadonlyMap<string, Commitment>> {
  const items = await table.getAll([...new Set(commitmentIds)].map(keys.commitment));
  return new Map(items.map((item) => toStoredCommitment(item).commitment).map((row) => [row.commitmentId, row]));
}
