/** A column of the gradebook. */
export interface GradebookExercise {
  exercise: string;
  /** How much it counts in the total, beside the other weights. */
  weight: number;
  /** The most points that a grade of it is out of; undefined until there is a grade. */
  possible?: number;
  dueAt?: string;
}

/** What somebody has for one exercise. */
export interface GradebookCell {
  exercise: string;
  earned: number;
  possible: number;
  state: string;
  attempts: number;
  lateSeconds: number;
  isOverridden: boolean;
  /** Whether the learner may see it. */
  released: boolean;
  submissionId: string | null;
}

/** A row of the gradebook. */
export interface GradebookLearner {
  githubId: number;
  login: string;
  name: string | null;
  pseudonym: string;
  active: boolean;
  cells: readonly GradebookCell[];
}

/** Points are sums; percentages are weighted means, undefined where nothing counts. */
export interface GradebookTotal {
  earned: number;
  possible: number;
  /** Of all exercises; what was not handed in counts nothing. */
  percent?: number;
  /** Of the exercises with a grade alone. */
  percentSoFar?: number;
}

/** A grade that says nothing about the learner, because we could not judge: it is left out of both sides. */
const UNJUDGED = 'not-graded';

/** What a learner has in all. */
export function gradebookTotal(
  exercises: readonly GradebookExercise[],
  cells: readonly GradebookCell[],
): GradebookTotal {
  const byExercise = new Map(cells.map((cell) => [cell.exercise, cell]));
  const sum = { earned: 0, possible: 0, weight: 0, weighted: 0, weightSoFar: 0 };

  for (const { exercise, weight, possible = 0 } of exercises) {
    const cell = byExercise.get(exercise);
    if (cell?.state === UNJUDGED) continue;
    sum.weight += weight;
    sum.possible += cell?.possible ?? possible;
    if (cell === undefined || cell.state === 'missing') continue;
    sum.earned += cell.earned;
    sum.weightSoFar += weight;
    if (cell.possible > 0) sum.weighted += (weight * cell.earned) / cell.possible;
  }

  const total: GradebookTotal = { earned: round(sum.earned), possible: round(sum.possible) };
  if (sum.weight > 0) total.percent = round((100 * sum.weighted) / sum.weight);
  if (sum.weightSoFar > 0) total.percentSoFar = round((100 * sum.weighted) / sum.weightSoFar);
  return total;
}

function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toFixed(2));
}
