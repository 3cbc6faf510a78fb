import type { WordKey } from './words/words.ts';

const PHASES = ['fetch', 'read', 'cluster', 'prepare', 'grade', 'store', 'publish', 'release'] as const;

/** The name of a phase of a run; one the page does not know yet by its own name. */
export function phaseName(phase: string, say: (key: WordKey) => string): string {
  const known = PHASES.find((one) => one === phase);
  return known === undefined ? phase : say(`phase.${known}`);
}
