import type { GradebookExercise } from '../api/gradebook.ts';
import { nameOf, type MatrixRow } from '../gradebook-rows.ts';
import type { Words } from '../words/words.ts';
import { lookOfCell } from './matrix.tsx';

/**
 * Fills a place that is seen on paper alone with the whole matrix as an ordinary table, because the one on the screen
 * holds no more than what is in sight. Made at once, without the page's renderer: printing does not wait for it.
 */
export function printGradebook(
  place: HTMLElement,
  {
    rows,
    exercises,
    words,
  }: { rows: readonly MatrixRow[]; exercises: readonly GradebookExercise[]; words: Words },
): void {
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();

  for (const text of [
    words.say('learner'),
    words.say('gradebook.total'),
    ...exercises.map((one) => one.exercise),
  ]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    head.append(cell);
  }

  const body = table.createTBody();

  for (const { learner, cells } of rows) {
    const row = body.insertRow();
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = nameOf(learner);
    row.append(name);

    row.insertCell().textContent =
      learner.total.percent === undefined ? '–' : words.percent(learner.total.percent / 100);

    for (const { exercise } of exercises) {
      const cell = cells.get(exercise);
      row.insertCell().textContent = `${lookOfCell(cell).sign} ${cell === undefined ? '' : words.number(cell.earned)}`;
    }
  }

  place.replaceChildren(table);
}
