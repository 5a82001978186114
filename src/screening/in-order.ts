/**
 * Does `work` for every item, at most so many at once, and gives the results in the order of the items. The next item is
 * begun when any is done, so that whatever serves them never waits for the last of a group.
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const serve = async () => {
    for (const [place, item] of waiting) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, serve));
  return results;
}
