import { describeProbe } from './describe-probe.ts';
import { hasWord } from './has-word.ts';
import type { ProbeResult } from './probe-result.ts';

/** What an answer has to hold. */
export interface WantedWords {
  /** Word that must stand in the body. */
  wanted: string;
  /** Words that must not: of the other half, or those that were replaced. */
  unwanted?: readonly string[];
}

/** Characters from which on a body is too long to be read whole. */
const TOO_LONG = 1_000;

/** What is wrong with an answer, in few words; undefined when it is the wanted one. */
export function answerProblem(
  result: ProbeResult,
  { wanted, unwanted = [] }: WantedWords,
): string | undefined {
  if (result.class !== 'ok') return describeProbe(result);
  if (result.body.length >= TOO_LONG) return `a body of ${TOO_LONG} or more characters`;
  const wrong = unwanted.filter((word) => hasWord(result.body, word));
  if (wrong.length > 0) return `${describeProbe(result)}, which holds "${wrong.join('", "')}"`;
  return hasWord(result.body, wanted) ? undefined : describeProbe(result);
}
