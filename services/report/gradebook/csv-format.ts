import { gradebookTotal } from '../../domain/grades/gradebook.ts';
import { csvLine } from './csv-line.ts';
import type { GradebookFormat } from './gradebook-format.ts';

/** Without it Excel takes the file for the encoding of the machine, and Japanese names for noise. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Everything for a spreadsheet: one row per learner, one column of points per exercise, then the totals. */
export const csvFormat: GradebookFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  head: (exercises) =>
    BYTE_ORDER_MARK +
    csvLine([
      ...['github_id', 'login', 'name', 'pseudonym', 'active'],
      ...exercises.map(({ exercise }) => exercise),
      ...['earned', 'possible', 'percent', 'percent_so_far'],
    ]),
  learner({ githubId, login, name, pseudonym, active, cells }, exercises) {
    const total = gradebookTotal(exercises, cells);
    const earned = new Map(cells.map((cell) => [cell.exercise, cell.earned]));
    return csvLine([
      ...[githubId, login, name ?? undefined, pseudonym, active ? 'yes' : 'no'],
      ...exercises.map(({ exercise }) => earned.get(exercise)),
      ...[total.earned, total.possible, total.percent, total.percentSoFar],
    ]);
  },
  tail: () => '',
};
