/** Works through the items in order, a few at a time, and returns what came of them in the same order. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  lanes = 6,
): Promise<Result[]> {
  const queue = items.entries();
  const results: Result[] = [];
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
