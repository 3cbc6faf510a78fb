import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The heading of a page. It takes the focus when the page appears, so that a screen reader says where the reader is
 * and the keyboard goes on from there.
 */
export function PageHead({
  title,
  lead,
  crumb,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  crumb?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    document.title = `${title} · Saiten`;
  }, [title]);

  return (
    <div class="head">
      <div>
        {crumb && <p class="crumb">{crumb}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children && <div class="row no-print">{children}</div>}
    </div>
  );
}
