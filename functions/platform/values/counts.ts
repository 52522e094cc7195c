/**
 * Whole numbers by key. An absent key is 0 and 0 is never kept, so that equal counts are equal maps. A number may be
 * negative: it then subtracts from another part of a sum.
 */
export type Counts<Key> = ReadonlyMap<Key, number>;

/** The sum of two counts; `times` -1 subtracts the other. */
export function plus<Key>(one: Counts<Key>, other: Counts<Key>, times: 1 | -1 = 1): Counts<Key> {
  if (other.size === 0) return one;
  const sum = new Map(one);
  for (const [key, count] of other) {
    const after = (sum.get(key) ?? 0) + times * count;
    if (after === 0) sum.delete(key);
    else sum.set(key, after);
  }
  return sum;
}

/** The total of all keys, or of the selected ones. */
export function howMany<Key>(counts: Counts<Key>, isMeant: (key: Key) => boolean = () => true): number {
  let sum = 0;
  for (const [key, count] of counts) if (isMeant(key)) sum += count;
  return sum;
}

/**
 * The median: the middle value, or the mean of the two in the middle.
 * @returns undefined without values
 */
export function medianOf(counts: Counts<number>): number | undefined {
  const total = howMany(counts);
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
