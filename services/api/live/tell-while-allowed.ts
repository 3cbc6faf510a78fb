import type { SubmissionChange } from '../../domain/submissions/submission-change.ts';

const BEAT = ': still here\n\n';
/** Changes that may wait for one look at the caller's rights; who is told of a few only would miss the others unawares. */
const MOST_WAITING = 5000;

/**
 * Tells a listener of changes, each only after the listener's rights were looked at once more: what waits meanwhile goes out
 * together after one look. `undefined` is a sign of life, which costs a look as well, so that a silent stream ends too.
 * When the rights are gone, or cannot be found out, `end` is called and nothing is told any more.
 *
 * @param rights what the listener may hear now; fails when nothing
 */
export function tellWhileAllowed(
  rights: () => Promise<{ onlyOf?: number }>,
  write: (text: string) => void,
  end: () => void,
): (change: SubmissionChange | undefined) => void {
  let waiting: (SubmissionChange | undefined)[] = [];
  let isLooking = false;
  let isOver = false;

  const stop = () => {
    isOver = true;
    waiting = [];
    end();
  };

  async function empty(): Promise<void> {
    isLooking = true;

    try {
      while (waiting.length > 0) {
        const before = waiting;
        waiting = [];
        const { onlyOf } = await rights();
        const text = before.map((change) => toText(change, onlyOf)).join('');
        if (text !== '' && !isOver) write(text);
      }
    } catch {
      // The client opens the stream anew and is told why not.
      stop();
    } finally {
      isLooking = false;
    }
  }

  return (change) => {
    if (isOver) return;
    waiting.push(change);
    if (waiting.length > MOST_WAITING) stop();
    else if (!isLooking) void empty();
  };
}

/** The event of a change (https://html.spec.whatwg.org/multipage/server-sent-events.html); nothing of what is not theirs. */
function toText(change: SubmissionChange | undefined, onlyOf: number | undefined): string {
  if (change === undefined) return BEAT;
  const { courseId: _known, at, counts, members, ...facts } = change;
  const learners = members ?? [change.authorId];
  if (onlyOf !== undefined && (!learners.includes(onlyOf) || !counts)) return '';
  const data = JSON.stringify({ ...facts, at: at.toISOString() });
  return `id: ${at.getTime()}-${change.submissionId}\nevent: submission\ndata: ${data}\n\n`;
}
