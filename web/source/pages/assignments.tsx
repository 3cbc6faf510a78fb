import { useState } from 'preact/hooks';
import { listAssignments, putAssignment, type Assignment } from '../api/assignments.ts';
import { isAtLeast, readExercises } from '../api/courses.ts';
import { readGradingPolicy } from '../api/grading-policy.ts';
import { readResults } from '../api/results.ts';
import { AssignmentDialog } from '../parts/assignment-dialog.tsx';
import { Card } from '../parts/card.tsx';
import { CourseRules } from '../parts/course-rules.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import type { Localized } from '../words/language.ts';
import { useAnswer } from '../use-answer.ts';
import { sayLatePolicy } from '../words/say-late-policy.ts';
import { useWords } from '../words/use-words.ts';

interface Line {
  exercise: string;
  title?: Localized | undefined;
  assignment?: Assignment | undefined;
}

/** When each exercise opens, is due and closes, what lateness costs and when results are shown. */
export function AssignmentsPage({ course, role }: PageProps) {
  const words = useWords();
  const { say, text, number } = words;
  const said = useSaid();
  const [edited, setEdited] = useState<Line>();

  const answer = useAnswer(`assignments ${course.slug}`, async (signal) => {
    const [exercises, assignments, policy, results] = await Promise.all([
      readExercises(course.slug, signal),
      listAssignments(course.slug, signal),
      readGradingPolicy(course.slug, signal),
      readResults(course.slug, signal),
    ]);

    return { lines: linesOf(exercises, assignments), policy, results };
  });

  const zone = course.timeZone;
  return (
    <>
      <PageHead title={say('assignments.title')} lead={say('assignments.lead', { zone })} />
      <Show answer={answer}>
        {({ lines, policy, results }) =>
          lines.length === 0 ? (
            <Empty title={say('assignments.empty')}>
              <p>{say('assignments.empty.next')}</p>
            </Empty>
          ) : (
            <div class="stack">
              <CourseRules
                course={course.slug}
                policy={policy}
                results={results}
                exercises={lines.map(({ exercise }) => exercise)}
                mayChange={isAtLeast(role, 'instructor')}
                onReload={answer.reload}
              />
              <Card title={say('assignments.count', { count: lines.length })}>
                <Table title={say('assignments.title')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('exercise')}</th>
                      <th scope="col">{say('opens')}</th>
                      <th scope="col">{say('due')}</th>
                      <th scope="col">{say('closes')}</th>
                      <th scope="col">{say('assignments.late')}</th>
                      <th scope="col" class="number">
                        {say('assignments.limit')}
                      </th>
                      <th scope="col" class="number">
                        {say('assignments.weight')}
                      </th>
                      <th scope="col">{say('assignments.results')}</th>
                      <th scope="col">
                        <span class="unseen">{say('actions')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line) => {
                      const { exercise, title, assignment } = line;
                      return (
                        <tr key={exercise}>
                          <th scope="row" class="keep">
                            {exercise}
                            {title && <div class="muted small">{text(title)}</div>}
                          </th>
                          <td>
                            <Time at={assignment?.opensAt} zone={zone} />
                          </td>
                          <td>
                            <Time at={assignment?.dueAt} zone={zone} />
                          </td>
                          <td>
                            <Time at={assignment?.closesAt} zone={zone} />
                          </td>
                          <td class={assignment?.latePolicy && 'sentence'}>
                            {say(`late.${assignment?.latePolicy?.kind ?? 'course'}`)}
                            {assignment?.latePolicy && (
                              <div class="muted small">{sayLatePolicy(words, assignment.latePolicy)}</div>
                            )}
                          </td>
                          <td class="number">{assignment?.attemptLimit ?? '–'}</td>
                          <td class="number">{number(assignment?.weight ?? 1)}</td>
                          <td>{say(`results.${assignment?.results ?? 'course'}`)}</td>
                          <td>
                            {isAtLeast(role, 'instructor') && (
                              <button class="link" onClick={() => setEdited(line)}>
                                {say('action.change')}
                                <span class="unseen"> {exercise}</span>
                              </button>
                            )}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </Table>
              </Card>
            </div>
          )
        }
      </Show>
      {edited && (
        <AssignmentDialog
          exercise={edited.exercise}
          assignment={edited.assignment}
          course={answer.value?.policy.latePolicy ?? { kind: 'none' }}
          zone={zone}
          onStale={answer.reload}
          onClose={() => setEdited(undefined)}
          onSave={async (change) => {
            await putAssignment(course.slug, edited.exercise, change, edited.assignment?.version);
            answer.reload();
            said(say('saved'));
          }}
        />
      )}
    </>
  );
}

function linesOf(
  exercises: readonly { exercise: string; title: Localized }[],
  assignments: readonly Assignment[],
): Line[] {
  const known = new Map<string, Line>(
    exercises.map(({ exercise, title }) => [exercise, { exercise, title }]),
  );

  for (const assignment of assignments)
    known.set(assignment.exercise, {
      ...known.get(assignment.exercise),
      exercise: assignment.exercise,
      assignment,
    });
  return [...known.values()].sort((a, b) => (a.exercise < b.exercise ? -1 : 1));
}
