import { proseParts } from '../prose-parts.ts';

/** A sentence of a grader: what stands in backquotes as code, all else as plain text. */
export function Prose({ children }: { children: string }) {
  return (
    <>{proseParts(children).map(({ text, isCode }, at) => (isCode ? <code key={at}>{text}</code> : text))}</>
  );
}
