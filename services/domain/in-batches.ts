/** Gives the entries in their order, in lists of at most `most`. */
export function* inBatches<Entry>(entries: readonly Entry[], most: number): Generator<Entry[]> {
  for (let start = 0; start < entries.length; start += most) yield entries.slice(start, start + most);
}
