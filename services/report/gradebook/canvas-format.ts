import { csvLine } from './csv-line.ts';
import type { GradebookFormat } from './gradebook-format.ts';
import { releasedPoints } from './released-points.ts';

/** Points of an exercise that has no grade yet. */
const USUAL_POSSIBLE = 100;

/**
 * What the gradebook of Canvas imports: the columns of its own export up to `Section`, a row `Points Possible`, one
 * column per assignment, which is found by its name or made
 * (https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb). Canvas finds a learner by `ID`,
 * `SIS User ID` or `SIS Login ID` and, when it knows none, by the name alone: nobody is written of whom we have none
 * of the three, for anybody can take somebody else's name.
 */
export const canvasFormat: GradebookFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  head: (exercises) =>
    csvLine([
      ...['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'],
      ...exercises.map(({ exercise }) => exercise),
    ]) +
    csvLine([
      ...['Points Possible', undefined, undefined, undefined, undefined],
      ...exercises.map(({ possible }) => possible ?? USUAL_POSSIBLE),
    ]),
  learner({ login, name, active, lms, cells }, exercises) {
    const { canvasId, sisUserId, sisLoginId, section } = lms;
    if (!active || (canvasId ?? sisUserId ?? sisLoginId) === undefined) return '';
    return csvLine([
      ...[harmlessName(name ?? login), canvasId, sisUserId, sisLoginId, section],
      ...releasedPoints(cells, exercises),
    ]);
  },
  tail: () => '',
};

/** A row whose first cell holds these words sets the points of every assignment. */
function harmlessName(name: string): string {
  return name.replaceAll(/points(\s+)possible/gi, 'points-possible');
}
