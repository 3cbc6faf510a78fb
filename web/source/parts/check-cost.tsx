import type { CheckResult } from '../api/submissions.ts';
import { useWords } from '../words/use-words.ts';
import { Prose } from './prose.tsx';

/** What a check costs that was not judged, and what brings its points back; nothing for one that was. */
export function CheckCost({ check, all }: { check: CheckResult; all: readonly CheckResult[] }) {
  const { say, text, number } = useWords();
  const points = number(check.points);

  const sentence = () => {
    if (check.status === 'error') return say('check.error-cost');
    if (check.status !== 'blocked') return undefined;
    const cause = all.find(({ id }) => id === check.blockedBy);
    return cause === undefined
      ? say('check.blocked-by-files', { points })
      : say('check.blocked-by', { check: text(cause.title), points });
  };

  const said = sentence();
  return said === undefined ? null : (
    <p class="muted small">
      <Prose>{said}</Prose>
    </p>
  );
}
