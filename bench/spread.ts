/** Median, least and most of some figures; the median of an even number is the mean of the middle two. */
export function spread(figures: readonly number[]): { median: number; least: number; most: number } {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}
