import type { WantedWords } from '../../graders/network/answer-problem.ts';
import type { State } from './state.ts';

/** What an answer of a version holds: its drawn word, not the other's, and neither word as the learner wrote it. */
export function wordsOf({ words }: Pick<State, 'words'>, version: 'v1' | 'v2'): Required<WantedWords> {
  const wanted = words.get(version) ?? version;
  const all = [...words].flat();
  return { wanted, unwanted: all.filter((word) => word !== wanted) };
}
