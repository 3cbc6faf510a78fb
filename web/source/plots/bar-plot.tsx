import { useId } from 'preact/hooks';

export interface Bar {
  label: string;
  value: number;
  /** The whole that `value` is a part of. */
  of?: number;
  /** What the reader reads beside the bar, with its unit. */
  text: string;
}

const ROW = 26;
const LABEL = 200;
const WIDTH = 640;
const END = 96;

/** Bars from left to right, one a line. The title says what they show; the same numbers are in its text. */
export function BarPlot({
  title,
  bars,
  tone = 'bar-a',
}: {
  title: string;
  bars: readonly Bar[];
  tone?: string;
}) {
  const id = useId();
  const most = Math.max(1e-9, ...bars.map(({ value, of }) => of ?? value));
  const scale = (WIDTH - LABEL - END) / most;
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}</desc>
      {bars.map(({ label, value, of, text }, at) => (
        <g key={label} transform={`translate(0 ${at * ROW})`}>
          <text x={LABEL - 8} y={ROW / 2} dy="0.35em" text-anchor="end">
            {shortened(label)}
          </text>
          {of !== undefined && (
            <rect class="bar-back" x={LABEL} y={5} width={of * scale} height={ROW - 10} rx={2} />
          )}
          <rect
            class={tone}
            x={LABEL}
            y={5}
            width={Math.max(value > 0 ? 1 : 0, value * scale)}
            height={ROW - 10}
            rx={2}
          />
          <text x={LABEL + (of ?? value) * scale + 6} y={ROW / 2} dy="0.35em">
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Wide characters take two places. */
function shortened(label: string): string {
  let places = 0;
  for (const [at, character] of [...label].entries()) {
    places += /[\u3000-\u9fff\uff00-\uffef]/.test(character) ? 2 : 1;
    if (places > 32) return `${[...label].slice(0, at).join('')}…`;
  }
  return label;
}
