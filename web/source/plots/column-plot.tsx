import { useId } from 'preact/hooks';

export interface Column {
  label: string;
  value: number;
}

const WIDTH = 420;
const HEIGHT = 170;
const FOOT = 22;
const HEAD = 16;

/** Columns side by side over an axis: how many of each. The numbers stand in the plot's text as well. */
export function ColumnPlot({ title, columns }: { title: string; columns: readonly Column[] }) {
  const id = useId();
  const most = Math.max(1, ...columns.map(({ value }) => value));
  const step = WIDTH / Math.max(1, columns.length);
  const scale = (HEIGHT - FOOT - HEAD) / most;
  const every = Math.ceil(columns.length / 12);
  return (
    <svg
      class="plot columns-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{columns.map(({ label, value }) => `${label}: ${value}`).join('; ')}</desc>
      {columns.map(({ label, value }, at) => (
        <g key={label} transform={`translate(${at * step} 0)`}>
          <rect
            class="bar-a"
            x={step * 0.12}
            y={HEIGHT - FOOT - value * scale}
            width={step * 0.76}
            height={value * scale}
            rx={2}
          />
          {value > 0 && columns.length <= 16 && (
            <text x={step / 2} y={HEIGHT - FOOT - value * scale - 4} text-anchor="middle">
              {value}
            </text>
          )}
          {at % every === 0 && (
            <text x={step / 2} y={HEIGHT - 6} text-anchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
      <line class="axis" x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
    </svg>
  );
}
