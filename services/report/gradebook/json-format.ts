import { gradebookTotal, type GradebookCell } from '../../domain/grades/gradebook.ts';
import type { GradebookFormat } from './gradebook-format.ts';

/**
 * The matrix as JSON, a line per learner. Grades stand in the order of the exercises, null where there is none, and
 * leave out what is usual: sixty thousand of them go over the wire.
 */
export const jsonFormat: GradebookFormat = {
  contentType: 'application/json; charset=utf-8',
  head: (exercises) => `{"exercises":${JSON.stringify(exercises)},"learners":[`,
  learner({ githubId, login, name, pseudonym, active, cells }, exercises, isFirst) {
    const byExercise = new Map(cells.map((cell) => [cell.exercise, cell]));

    const row = {
      githubId,
      login,
      name,
      pseudonym,
      active,
      total: gradebookTotal(exercises, cells),
      grades: exercises.map(({ exercise }) => toGrade(byExercise.get(exercise))),
    };

    return `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
  },
  tail: () => '\n]}\n',
};

interface Grade extends Pick<GradebookCell, 'earned' | 'possible' | 'state' | 'attempts'> {
  lateSeconds?: number;
  overridden?: true;
  held?: true;
}

function toGrade(cell: GradebookCell | undefined): Grade | null {
  if (cell === undefined) return null;
  const { earned, possible, state, attempts } = cell;
  const grade: Grade = { earned, possible, state, attempts };
  // Spreading is dear, and a course has tens of thousands of grades.
  if (cell.lateSeconds > 0) grade.lateSeconds = cell.lateSeconds;
  if (cell.isOverridden) grade.overridden = true;
  if (!cell.released) grade.held = true;
  return grade;
}
