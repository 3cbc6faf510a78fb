import type { ComponentChildren } from 'preact';

interface Props {
  /** What the table shows, for who does not see what stands around it. */
  title: string;
  /** Head and body. */
  children: ComponentChildren;
}

/** A table that scrolls in a frame of its own where it is too wide; the frame is reached by the keyboard and has a name. */
export function Table({ title, children }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption class="unseen">{title}</caption>
        {children}
      </table>
    </div>
  );
}
