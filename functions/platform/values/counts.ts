/**
 * Integers by key. An absent key is 0, and 0 is never stored, so that equal counts are equal maps. Counts may be
 * negative, to be subtracted from other counts.
 */
export type Counts<Key> = ReadonlyMap<Key, number>;

/** Adds counts; `times` -1 subtracts. */
export function addCounts<Key>(one: Counts<Key>, other: Counts<Key>, times: 1 | -1 = 1): Counts<Key> {
  if (other.size === 0) return one;
  const sum = new Map(one);
  for (const [key, count] of other) {
    const after = (sum.get(key) ?? 0) + times * count;
    if (after === 0) sum.delete(key);
    else sum.set(key, after);
  }
  return sum;
}

/** The sum over all keys, or over the selected ones. */
export function totalOf<Key>(counts: Counts<Key>, isSelected: (key: Key) => boolean = () => true): number {
  let sum = 0;
  for (const [key, count] of counts) if (isSelected(key)) sum += count;
  return sum;
}

/** The median; for an even number of values, the mean of the middle two. @returns undefined without values */
export function medianOf(counts: Counts<number>): number | undefined {
  const total = totalOf(counts);
  if (total <= 0) return undefined;
  const ascending = [...counts].sort(([one], [other]) => one - other);
  const at = (place: number) => {
    let passed = 0;
    return ascending.find(([, count]) => {
      passed += count;
      return passed > place;
    })?.[0];
  };
  const lower = at(Math.ceil(total / 2) - 1);
  const upper = at(Math.floor(total / 2));
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}
