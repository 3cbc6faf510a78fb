import type { ComponentChildren } from 'preact';
import type { Answer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** An answer of the API: its shape while it loads, the problem when there is one, and what was answered last. */
export function Show<Value>({
  answer,
  children,
}: {
  answer: Answer<Value>;
  children: (value: Value) => ComponentChildren;
}) {
  const { value, problem, loading, reload } = answer;
  return (
    <>
      {problem && <ProblemNotice problem={problem} onRetry={reload} />}
      {value === undefined ? loading && <Loading /> : children(value)}
    </>
  );
}

/** Lines where text will stand. */
export function Loading() {
  const { say } = useWords();
  return (
    <div class="loading" role="status">
      <span class="unseen">{say('loading')}</span>
      <i class="spin" />
      <i class="spin" />
      <i class="spin" />
      <i class="spin" />
    </div>
  );
}
