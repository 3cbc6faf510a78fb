import type { WordKey } from '../words/words.ts';
import { useWords } from '../words/use-words.ts';

type Tone = 'pass' | 'fail' | 'warn' | 'wait' | 'quiet';

export interface Look {
  tone: Tone;
  sign: string;
  word: WordKey;
}

/**
 * Every state that a submission, grade, run, check or regrade can have. The signs are those of Japanese teachers:
 * a circle is right (a tick would mean wrong), a cross is wrong, a triangle half right.
 */
export const LOOKS = {
  passed: { tone: 'pass', sign: '○', word: 'state.passed' },
  // Graded, and not said with what result; likewise a run that ended.
  graded: { tone: 'quiet', sign: '●', word: 'state.graded' },
  failed: { tone: 'fail', sign: '✕', word: 'state.failed' },
  partial: { tone: 'warn', sign: '△', word: 'state.partial' },
  'not-graded': { tone: 'warn', sign: '!', word: 'state.not-graded' },
  pending: { tone: 'wait', sign: '…', word: 'state.pending' },
  queued: { tone: 'wait', sign: '…', word: 'state.queued' },
  grading: { tone: 'wait', sign: '▸', word: 'state.grading' },
  running: { tone: 'wait', sign: '▸', word: 'state.running' },
  finished: { tone: 'quiet', sign: '●', word: 'state.finished' },
  lost: { tone: 'warn', sign: '!', word: 'state.lost' },
  cancelled: { tone: 'quiet', sign: '–', word: 'state.cancelled' },
  missing: { tone: 'quiet', sign: '·', word: 'state.missing' },
  'too-late': { tone: 'warn', sign: '▽', word: 'state.too-late' },
  pass: { tone: 'pass', sign: '○', word: 'check.pass' },
  fail: { tone: 'fail', sign: '✕', word: 'check.fail' },
  blocked: { tone: 'quiet', sign: '–', word: 'check.blocked' },
  error: { tone: 'warn', sign: '!', word: 'check.error' },
  undecided: { tone: 'wait', sign: '?', word: 'check.undecided' },
  previewing: { tone: 'wait', sign: '…', word: 'regrade.previewing' },
  previewed: { tone: 'warn', sign: '●', word: 'regrade.previewed' },
  publishing: { tone: 'wait', sign: '▸', word: 'regrade.publishing' },
  published: { tone: 'pass', sign: '●', word: 'regrade.published' },
  discarded: { tone: 'quiet', sign: '–', word: 'regrade.discarded' },
  undone: { tone: 'quiet', sign: '↺', word: 'regrade.undone' },
} satisfies Record<string, Look>;

/** How a state looks; one the page does not know yet is shown by its name. */
export function lookOf(state: string): Look | undefined {
  return (LOOKS as Record<string, Look>)[state];
}

/** A state as shape, word and colour. */
export function Status({ state }: { state: string }) {
  const { say } = useWords();
  const look = lookOf(state);
  if (look === undefined) return <span class="status tone-quiet">{state}</span>;
  return (
    <span class={`status tone-${look.tone}`}>
      <span class="sign" aria-hidden="true">
        {look.sign}
      </span>
      {say(look.word)}
    </span>
  );
}
