/** Does the work for all at once, and waits for all: nothing is still at work when the first failure is thrown. */
export async function runAll<Each, Result>(
  all: readonly Each[],
  work: (each: Each) => Promise<Result>,
): Promise<Result[]> {
  const started = all.map(work);
  await Promise.allSettled(started);
  return Promise.all(started);
}
