import { csvLine } from './csv-line.ts';
import type { GradebookFormat } from './gradebook-format.ts';
import { releasedPoints } from './released-points.ts';

/**
 * What Moodle's grade import takes: learners found by `Email address` or by `ID number`, whichever is chosen under "Map
 * from", and a column of points per exercise (https://docs.moodle.org/en/Grade_import). Nobody is written of whom both
 * are unknown.
 */
export const moodleFormat: GradebookFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  head: (exercises) => csvLine(['ID number', 'Email address', ...exercises.map(({ exercise }) => exercise)]),
  learner({ active, lms: { idNumber, email }, cells }, exercises) {
    if (!active || (idNumber ?? email) === undefined) return '';
    return csvLine([idNumber, email, ...releasedPoints(cells, exercises)]);
  },
  tail: () => '',
};
