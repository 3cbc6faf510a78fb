export interface Bar {
  label: string;
  value: number;
  /** The whole that `value` is a part of. */
  of?: number;
  /** What the reader reads beside the bar, with its unit. */
  text: string;
}

/**
 * Bars from left to right, one a line. Letters keep their size at every width; for a screen reader the plot is one
 * picture whose text holds the same numbers.
 */
export function BarPlot({
  title,
  bars,
  tone = 'bar-a',
}: {
  title: string;
  bars: readonly Bar[];
  tone?: 'bar-a' | 'bar-pass';
}) {
  const most = Math.max(1e-9, ...bars.map(({ value, of }) => of ?? value));
  const percent = (value: number) => `${(100 * value) / most}%`;
  return (
    <div
      class="bars"
      role="img"
      aria-label={`${title}. ${bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}`}
    >
      {bars.map(({ label, value, of, text }) => (
        <div key={label} class="bar-line">
          <span class="bar-label" title={label}>
            {label}
          </span>
          <svg class="plot" height="14" width="100%">
            {of !== undefined && <rect class="bar-back" width={percent(of)} height="14" rx="2" />}
            <rect class={tone} width={percent(value)} height="14" rx="2" />
          </svg>
          <span class="bar-text">{text}</span>
        </div>
      ))}
    </div>
  );
}
