/** Milliseconds by phase. */
export type Phases = Record<string, number>;

/** Does the work and notes how long it took. */
export async function timed<Result>(
  phases: Phases,
  phase: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  const result = await work();
  phases[phase] = performance.now() - start;
  return result;
}
