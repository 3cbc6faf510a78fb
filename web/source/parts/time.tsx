import { useWords } from '../words/use-words.ts';

/** A moment, with the exact time for machines and on hover. */
export function Time({ at, zone }: { at: string | null | undefined; zone?: string | undefined }) {
  const { time } = useWords();
  if (!at) return <span class="muted">–</span>;
  return (
    <time dateTime={at} title={at} class="nowrap">
      {time(at, zone)}
    </time>
  );
}
