import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GradebookCell, GradebookExercise } from '../api/gradebook.ts';
import { nameOf, type MatrixRow, type Order, type SortKey } from '../gradebook-rows.ts';
import { placeAfter, scrollTo, windowOf, type MatrixSizes, type Place } from '../matrix-window.ts';
import { linkTo } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { lookOf, LOOKS } from './status.tsx';

export interface MatrixProps {
  course: string;
  rows: readonly MatrixRow[];
  exercises: readonly GradebookExercise[];
  order: Order;
  onOrder: (by: SortKey) => void;
}

const WIDE: MatrixSizes = { row: 34, head: 56, first: 210, total: 86, column: 92 };
const NARROW: MatrixSizes = { ...WIDE, first: 128, total: 74, column: 84 };
const NARROW_BELOW = 640;

/**
 * Learners by exercises. Only what is in sight is in the document, so that it stays quick at any size; a screen reader
 * is told the whole size. One cell at a time can be reached by Tab, the arrow keys do the rest.
 */
export function Matrix({ course, rows, exercises, order, onOrder }: MatrixProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 700 });
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const sizes = view.width < NARROW_BELOW ? NARROW : WIDE;
  const last = { row: rows.length, column: exercises.length + 1 };
  const at = { row: Math.min(place.row, last.row), column: Math.min(place.column, last.column) };
  // Keys can come faster than the matrix is drawn.
  const newest = useRef(at);
  newest.current = at;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;

    const measure = () =>
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth,
        height: element.clientHeight,
      });

    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);

    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;

    box.current
      ?.querySelector<HTMLElement>(`[data-place="${at.row}:${at.column}"]`)
      ?.focus({ preventScroll: true });
  });

  const go = (next: Place) => {
    newest.current = next;
    setPlace(next);
    wantsFocus.current = true;
    box.current?.scrollTo(scrollTo(next, view, sizes));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      (event.target as HTMLElement).click();
      return;
    }

    const page = Math.max(1, Math.floor((view.height - sizes.head) / sizes.row) - 1);

    const next = placeAfter(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey },
      newest.current,
      last,
      page,
    );

    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };

  const seen = windowOf(view, sizes, { rows: rows.length, columns: exercises.length });
  const columns = withKept(seen.columns, at.column - 2, exercises.length);
  const shownRows = withKept(seen.rows, at.row - 1, rows.length);
  const width = sizes.first + sizes.total + exercises.length * sizes.column;
  const leftOf = (column: number) => sizes.first + sizes.total + column * sizes.column;

  /** What every cell has in common: where it is, and whether Tab reaches it. */
  const cell = (row: number, column: number, left: number | undefined, wide: number) => ({
    'data-place': `${row}:${column}`,
    'aria-colindex': column + 1,
    tabIndex: row === at.row && column === at.column ? 0 : -1,
    onFocus: () => setPlace({ row, column }),
    style: left === undefined ? { width: `${wide}px` } : { left: `${left}px`, width: `${wide}px` },
  });

  const sorted = (by: SortKey) =>
    order.by === by ? (order.descending ? ('descending' as const) : ('ascending' as const)) : undefined;

  const arrow = (by: SortKey) => (order.by === by ? (order.descending ? ' ↓' : ' ↑') : '');

  return (
    <div
      class="matrix"
      ref={box}
      role="grid"
      aria-label={words.say('gradebook.grid')}
      aria-rowcount={rows.length + 1}
      aria-colcount={exercises.length + 2}
      onKeyDown={onKeyDown}
    >
      <div class="sheet" style={{ width: `${width}px`, height: `${sizes.head + rows.length * sizes.row}px` }}>
        <div
          role="row"
          aria-rowindex={1}
          class="line top"
          style={{ width: `${width}px`, height: `${sizes.head}px` }}
        >
          <div
            {...cell(0, 0, undefined, sizes.first)}
            class="cell first"
            role="columnheader"
            aria-sort={sorted('name')}
            onClick={() => onOrder('name')}
          >
            <span>{words.say('learner') + arrow('name')}</span>
          </div>
          <div
            {...cell(0, 1, sizes.first, sizes.total)}
            class="cell"
            role="columnheader"
            aria-sort={sorted('total')}
            onClick={() => onOrder('total')}
          >
            <span>{words.say('gradebook.total') + arrow('total')}</span>
          </div>
          {columns.map((column) => {
            const exercise = exercises[column];
            if (exercise === undefined) return null;
            const key: SortKey = `exercise:${exercise.exercise}`;
            return (
              <div
                key={exercise.exercise}
                {...cell(0, column + 2, leftOf(column), sizes.column)}
                class="cell"
                role="columnheader"
                aria-sort={sorted(key)}
                title={exercise.exercise}
                onClick={() => onOrder(key)}
              >
                <span>{exercise.exercise + arrow(key)}</span>
              </div>
            );
          })}
        </div>
        {shownRows.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { learner, cells } = row;
          const toLearner = linkTo(['courses', course, 'learners', learner.githubId]);
          return (
            <div
              key={learner.githubId}
              role="row"
              aria-rowindex={index + 2}
              class="line"
              style={{
                top: `${sizes.head + index * sizes.row}px`,
                width: `${width}px`,
                height: `${sizes.row}px`,
              }}
            >
              <div
                {...cell(index + 1, 0, undefined, sizes.first)}
                class="cell first"
                role="rowheader"
                title={learner.login}
                onClick={() => location.assign(toLearner)}
              >
                <span class="who">{nameOf(learner)}</span>
              </div>
              <div
                {...cell(index + 1, 1, sizes.first, sizes.total)}
                class="cell"
                role="gridcell"
                onClick={() => location.assign(toLearner)}
              >
                {learner.total.percent === undefined ? '–' : words.percent(learner.total.percent / 100)}
              </div>
              {columns.map((column) => {
                const slug = exercises[column]?.exercise ?? '';
                const found = cells.get(slug);
                const look = lookOfCell(found);
                return (
                  <div
                    key={slug}
                    {...cell(index + 1, column + 2, leftOf(column), sizes.column)}
                    class={`cell tone-${look.tone}${found !== undefined && (found.lateSeconds ?? 0) > 0 ? ' late' : ''}`}
                    role="gridcell"
                    aria-label={describe(found, words)}
                    onClick={() =>
                      location.assign(linkTo(['courses', course, 'learners', learner.githubId, slug]))
                    }
                  >
                    <span class="sign">{look.sign}</span>
                    {pointsOf(found, words)}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The cell that has the focus stays drawn when it is scrolled out of sight: the keyboard would be lost otherwise. */
function withKept(shown: number[], kept: number, count: number): number[] {
  return kept < 0 || kept >= count || shown.includes(kept) ? shown : [...shown, kept];
}

/** How a cell looks: some of the points is neither right nor wrong. */
export function lookOfCell(cell: GradebookCell | undefined) {
  if (cell === undefined) return LOOKS.missing;
  if (cell.state === 'failed' && cell.earned > 0) return LOOKS.partial;
  return lookOf(cell.state) ?? LOOKS.missing;
}

function pointsOf(cell: GradebookCell | undefined, { number }: Words): string {
  if (cell === undefined || cell.state === 'missing') return '';
  if (cell.state === 'pending' || cell.state === 'not-graded') return '';
  return number(cell.earned) + (cell.overridden ? '*' : '');
}

/** A cell in words, for a screen reader. */
function describe(cell: GradebookCell | undefined, { say, number }: Words): string {
  if (cell === undefined) return say('state.missing');
  return [
    say(lookOfCell(cell).word),
    say('points.of', { earned: number(cell.earned), possible: number(cell.possible) }),
    ...((cell.lateSeconds ?? 0) > 0 ? [say('gradebook.late')] : []),
    ...(cell.overridden ? [say('gradebook.overridden')] : []),
    ...(cell.held ? [say('gradebook.held')] : []),
  ].join(', ');
}
