import type { OfficeId } from '../offices/offices.ts';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { COMMITMENTS_PREFIX, type Key, keys, placePrefix } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, TableAccess } from '../platform/table.ts';
import { PROVINCES, provinceOf } from '../regions/provinces.ts';
import type { Scope } from '../regions/scope.ts';
import { covers } from '../regions/scope.ts';
import type { Commitment } from './commitment.ts';
import { toStoredCommitment } from './commitment-items.store.ts';

export const BY_PLACE = { name: 'byPlace', partition: 'place', sort: 'placeSort' } as const;
const BY_FORUM = { name: 'byForum', partition: 'forumId', sort: 'pk' } as const;
export const BY_TURN = { name: 'byTurn', partition: 'waitsFor', sort: 'until' } as const;

/** Which commitments to list: of one forum, of what waits for one office, of one region or province, or of all in scope. */
export interface CommitmentFilter {
  readonly forum?: string | undefined;
  readonly waitingFor?: OfficeId | undefined;
  readonly region?: string | undefined;
}

/** The ranges in which a kind of item of those regions and provinces is listed. */
export function rangesOf(kind: 'C' | 'FORUM', places: Scope): readonly Range[] {
  const codes = places.includes('*') ? PROVINCES : places;
  return codes.map((code) => ({ index: BY_PLACE, value: provinceOf(code), prefix: placePrefix(kind, code) }));
}

/**
 * A page of commitments within the scope, filtered.
 * @param matches what the narrower filters ask for, which no index answers
 * @param onUnreadable told of an item that this code cannot read, which is then left out; without it the list is refused
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
    // News and notices wait for an office beside its turns.
    const items = await table.getAll(keyed.map(keyOf).filter(({ pk }) => pk.startsWith(COMMITMENTS_PREFIX)));
    return items
      .flatMap((item) => readable(item, onUnreadable))
      .filter((commitment) => covers(scope, commitment.region) && belongs(commitment, filter) && matches(commitment));
  });
}

/** One broken item, or one of a later schema version, does not keep everybody from all the others. */
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
  if (filter.waitingFor !== undefined) return [{ index: BY_TURN, value: filter.waitingFor }];
  return rangesOf('C', filter.region === undefined ? scope : [filter.region]);
}

function belongs(commitment: Commitment, filter: CommitmentFilter): boolean {
  const { region, waitingFor } = filter;
  const isWaiting = 'turn' in commitment && commitment.turn.office === waitingFor;
  return (region === undefined || covers([region], commitment.region)) && (waitingFor === undefined || isWaiting);
}

/** Those of the commitments that exist, by id, whatever the scope; eventually consistent. */
export async function knownCommitments(
  table: Pick<TableAccess, 'getAll'>,
  commitmentIds: readonly string[],
): Promise<ReadonlyMap<string, Commitment>> {
  const items = await table.getAll([...new Set(commitmentIds)].map(keys.commitment));
  return new Map(items.map((item) => toStoredCommitment(item).commitment).map((row) => [row.commitmentId, row]));
}

/** The key of an item that an index gave. */
export function keyOf(item: Item): Key {
  return { pk: String(item.pk), sk: String(item.sk) };
}
