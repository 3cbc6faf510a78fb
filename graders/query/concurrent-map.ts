/** Maps with at most `width` at once; results keep the order of the items. The first error ends it. */
export async function concurrentMap<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = [...items.entries()];

  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results.set(next[0], await work(next[1]));
  };

  await Promise.all(Array.from({ length: width }, lane));
  return items.flatMap((_, i) => (results.has(i) ? [results.get(i) as Result] : []));
}
