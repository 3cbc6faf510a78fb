import type { Gradebook, GradebookCell, GradebookExercise, GradebookLearner } from './api/gradebook.ts';

/** A row of the matrix with its cells found by exercise. */
export interface MatrixRow {
  learner: GradebookLearner;
  cells: ReadonlyMap<string, GradebookCell>;
}

export type RowFilter = 'all' | 'failed' | 'missing' | 'not-graded' | 'late' | 'overridden';
/** `name`, `total` or the slug of an exercise, which `exercise:` marks. */
export type SortKey = 'name' | 'total' | `exercise:${string}`;

export interface Order {
  by: SortKey;
  descending: boolean;
}

export function toRows({ exercises, learners }: Gradebook): MatrixRow[] {
  return learners.map((learner) => ({
    learner,
    cells: new Map(
      exercises.flatMap(({ exercise }, at) => {
        const grade = learner.grades[at];
        return grade ? [[exercise, grade] as const] : [];
      }),
    ),
  }));
}

/** The rows that the reader asked for, in the order asked for. */
export function chooseRows(
  rows: readonly MatrixRow[],
  { find, filter, order }: { find: string; filter: RowFilter; order: Order },
): MatrixRow[] {
  const wanted = find.trim().toLowerCase();
  const kept = rows.filter((row) => isFound(row.learner, wanted) && passesFilter(row, filter));
  const direction = order.descending ? -1 : 1;
  return kept.sort((a, b) => direction * compare(a, b, order.by) || byName(a, b));
}

/** The exercises whose slug holds the text. */
export function chooseExercises(exercises: readonly GradebookExercise[], find: string): GradebookExercise[] {
  const wanted = find.trim().toLowerCase();
  return exercises.filter(({ exercise }) => exercise.includes(wanted));
}

function isFound({ login, name, pseudonym }: GradebookLearner, wanted: string): boolean {
  return wanted === '' || [login, name, pseudonym].some((text) => text?.toLowerCase().includes(wanted));
}

function passesFilter({ cells }: MatrixRow, filter: RowFilter): boolean {
  if (filter === 'all') return true;
  return [...cells.values()].some((cell) =>
    filter === 'late'
      ? (cell.lateSeconds ?? 0) > 0
      : filter === 'overridden'
        ? cell.overridden === true
        : cell.state === filter,
  );
}

function compare(a: MatrixRow, b: MatrixRow, by: SortKey): number {
  if (by === 'name') return byName(a, b);
  if (by === 'total') return (a.learner.total.percent ?? -1) - (b.learner.total.percent ?? -1);
  const exercise = by.slice('exercise:'.length);
  return (a.cells.get(exercise)?.earned ?? -1) - (b.cells.get(exercise)?.earned ?? -1);
}

function byName(a: MatrixRow, b: MatrixRow): number {
  const [first, second] = [nameOf(a.learner), nameOf(b.learner)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** What a learner is called in lists. */
export function nameOf({
  name,
  login,
  pseudonym,
}: Pick<GradebookLearner, 'name' | 'login' | 'pseudonym'>): string {
  return name ?? (login || pseudonym);
}
