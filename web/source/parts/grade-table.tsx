import type { Grade } from '../api/grades.ts';
import { useWords } from '../words/use-words.ts';
import { Meter } from './meter.tsx';
import { Status } from './status.tsx';
import { Table } from './table.tsx';
import { Time } from './time.tsx';

/** Grades of one learner, an exercise a line. */
export function GradeTable({
  items,
  linkOf,
}: {
  items: readonly Grade[];
  linkOf: (exercise: string, submissionId: string | null | undefined) => string | undefined;
}) {
  const { say, number, length } = useWords();
  return (
    <Table title={say('learner.grades')}>
      <thead>
        <tr>
          <th scope="col">{say('exercise')}</th>
          <th scope="col">{say('state')}</th>
          <th scope="col">{say('points')}</th>
          <th scope="col" class="number">
            {say('attempts')}
          </th>
          <th scope="col">{say('first-passed')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((grade) => {
          const { exercise, state, earned, possible, attempts, lateSeconds, overrideId, firstPassedAt } =
            grade;

          const link = linkOf(exercise, grade.submissionId);
          return (
            <tr key={exercise}>
              <th scope="row">{link === undefined ? exercise : <a href={link}>{exercise}</a>}</th>
              <td>
                <Status state={state === 'failed' && earned > 0 ? 'partial' : state} />
              </td>
              <td>
                <Meter share={possible > 0 ? earned / possible : 0} />{' '}
                {say('points.of', { earned: number(earned), possible: number(possible) })}
                {overrideId && <span class="small muted"> · {say('gradebook.overridden')}</span>}
                {lateSeconds > 0 && (
                  <span class="small muted"> · {say('grade.late-by', { time: length(lateSeconds) })}</span>
                )}
              </td>
              <td class="number">{attempts}</td>
              <td>
                <Time at={firstPassedAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
