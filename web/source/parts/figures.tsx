import type { ComponentChildren } from 'preact';

/** A few numbers that matter, side by side. */
export function Figures({
  items,
}: {
  items: readonly { name: string; value: ComponentChildren; note?: string }[];
}) {
  return (
    <dl class="figures">
      {items.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value} {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
