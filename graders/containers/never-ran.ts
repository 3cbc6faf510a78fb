import type { Look } from './script-witness.ts';

/** Milliseconds by which a node's whole seconds may lie before the true time. */
const COARSE = 1_000;

export interface Life {
  /** Start and end of what was looked at, in milliseconds, whole seconds. */
  startedAt: number;
  finishedAt: number;
}

/**
 * Whether looks prove that a script which runs for so many milliseconds did not run in a life: none of them saw it, and
 * it does not fit between them. An answer of false proves nothing: the looks may lie too far apart.
 */
export function neverRan(looks: readonly Look[], { startedAt, finishedAt }: Life, work: number): boolean {
  if (looks.some(({ runs }) => runs.length > 0)) return false;
  // A look sees some moment between its question and its answer.
  const ends = [...looks.map(({ to }) => to), finishedAt + COARSE];
  const starts = [startedAt, ...looks.map(({ from }) => from)];
  return ends.every((end, i) => end - (starts[i] ?? end) < work);
}
