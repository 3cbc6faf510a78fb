import type { Submission } from '../api/submissions.ts';
import { linkTo } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { handedInBy } from './handed-in-by.ts';
import { Status } from './status.tsx';
import { Table } from './table.tsx';
import { Time } from './time.tsx';

/** Submissions, a line each, leading to their pages. */
export function SubmissionTable({
  course,
  items,
  caption,
  short = false,
}: {
  course: string;
  items: readonly Submission[];
  caption: string;
  /** Leaves out what a glance does not need. */
  short?: boolean;
}) {
  const { say } = useWords();
  return (
    <Table title={caption}>
      <thead>
        <tr>
          <th scope="col">{say('state')}</th>
          <th scope="col">{say('exercise')}</th>
          <th scope="col">{say('learner')}</th>
          {!short && (
            <>
              <th scope="col">{say('commit')}</th>
              <th scope="col" class="number">
                {say('attempt')}
              </th>
            </>
          )}
          <th scope="col">{say('submitted')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, state, verdict, exercise, authorLogin, team, headSha, attempt, createdAt }) => (
          <tr key={id}>
            <td>
              <Status state={verdict ?? state} />
            </td>
            <th scope="row" class="keep">
              <a href={linkTo(['courses', course, 'submissions', id])}>{exercise}</a>
            </th>
            <td class="keep">{handedInBy({ authorLogin, ...(team && { team }) })}</td>
            {!short && (
              <>
                <td class="code">{headSha.slice(0, 7)}</td>
                <td class="number">{attempt}</td>
              </>
            )}
            <td>
              <Time at={createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
