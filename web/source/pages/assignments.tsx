import { useState } from 'preact/hooks';
import {
  listAssignments,
  putAssignment,
  type Assignment,
  type AssignmentChange,
  type LatePolicy,
} from '../api/assignments.ts';
import { isAtLeast, readExercises } from '../api/courses.ts';
import { Card } from '../parts/card.tsx';
import { CourseRules } from '../parts/course-rules.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Field } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { fromLocal, toLocal } from '../local-time.ts';
import type { PageProps } from '../page-props.ts';
import type { Localized } from '../words/language.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

const POLICY_NUMBERS = ['percent', 'hours', 'graceMinutes', 'floorPercent'] as const;
type PolicyNumber = (typeof POLICY_NUMBERS)[number];
const POLICIES = ['course', 'none', 'per-day', 'per-hour', 'linear', 'cut-off'] as const;

interface Line {
  exercise: string;
  title?: Localized | undefined;
  assignment?: Assignment | undefined;
}

/** When each exercise opens, is due and closes, what lateness costs and when results are shown. */
export function AssignmentsPage({ course, role }: PageProps) {
  const { say, text, number } = useWords();
  const said = useSaid();
  const [edited, setEdited] = useState<Line>();
  const answer = useAnswer(`assignments ${course.slug}`, async (signal) => {
    const [exercises, assignments] = await Promise.all([
      readExercises(course.slug, signal),
      listAssignments(course.slug, signal),
    ]);
    return linesOf(exercises, assignments);
  });
  const zone = course.timeZone;
  return (
    <>
      <PageHead title={say('assignments.title')} lead={say('assignments.lead', { zone })} />
      <Show answer={answer}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty title={say('assignments.empty')}>
              <p>{say('assignments.empty.next')}</p>
            </Empty>
          ) : (
            <div class="stack">
              <CourseRules
                course={course.slug}
                exercises={lines.map(({ exercise }) => exercise)}
                mayChange={isAtLeast(role, 'instructor')}
                onChanged={answer.reload}
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
                          <td>{say(`late.${assignment?.latePolicy?.kind ?? 'course'}`)}</td>
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
          line={edited}
          zone={zone}
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

function AssignmentDialog({
  line,
  zone,
  onClose,
  onSave,
}: {
  line: Line;
  zone: string;
  onClose: () => void;
  onSave: (change: AssignmentChange) => Promise<void>;
}) {
  const { say } = useWords();
  const { assignment } = line;
  const [kind, setKind] = useState<string>(assignment?.latePolicy?.kind ?? 'course');
  /** Whatever its kind: a field that it lacks starts at its default. */
  const policy: Partial<Record<PolicyNumber, number>> & { kind?: string } = assignment?.latePolicy ?? {};
  return (
    <Dialog
      title={line.exercise}
      submit={say('action.save')}
      onClose={onClose}
      onSubmit={(form) => onSave(read(form, zone))}
    >
      <p class="muted small">{say('zone.help', { zone })}</p>
      <div class="form-grid">
        {(['opensAt', 'dueAt', 'closesAt'] as const).map((name) => (
          <Field key={name} label={say(name === 'opensAt' ? 'opens' : name === 'dueAt' ? 'due' : 'closes')}>
            <input name={name} type="datetime-local" defaultValue={toLocal(assignment?.[name], zone)} />
          </Field>
        ))}
        <Field label={say('assignments.late')}>
          <select name="late" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            {POLICIES.map((one) => (
              <option key={one} value={one}>
                {say(`late.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        {(kind === 'per-day' || kind === 'per-hour') && (
          <Field label={say('late.percent')}>
            <input
              name="percent"
              type="number"
              min={0}
              max={100}
              step="any"
              required
              defaultValue={String(policy.percent ?? 10)}
            />
          </Field>
        )}
        {kind === 'linear' && (
          <Field label={say('late.hours')}>
            <input
              name="hours"
              type="number"
              min={1}
              step="any"
              required
              defaultValue={String(policy.hours ?? 48)}
            />
          </Field>
        )}
        {kind !== 'course' && kind !== 'none' && (
          <Field label={say('late.grace')}>
            <input
              name="graceMinutes"
              type="number"
              min={0}
              defaultValue={String(policy.graceMinutes ?? 0)}
            />
          </Field>
        )}
        {(kind === 'per-day' || kind === 'per-hour' || kind === 'linear') && (
          <Field label={say('late.floor')}>
            <input
              name="floorPercent"
              type="number"
              min={0}
              max={100}
              defaultValue={String(policy.floorPercent ?? 0)}
            />
          </Field>
        )}
        <Field label={say('assignments.limit')} help={say('assignments.limit.help')}>
          <input
            name="attemptLimit"
            type="number"
            min={1}
            defaultValue={String(assignment?.attemptLimit ?? '')}
          />
        </Field>
        <Field label={say('assignments.weight')}>
          <input
            name="weight"
            type="number"
            min={0}
            step="any"
            required
            defaultValue={String(assignment?.weight ?? 1)}
          />
        </Field>
      </div>
    </Dialog>
  );
}

/** The form as the API wants it; a field that is empty limits nothing. */
function read(form: FormData, zone: string): AssignmentChange {
  const textOf = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const numberOf = (name: string) => (textOf(name) === undefined ? undefined : Number(textOf(name)));
  const timeOf = (name: 'opensAt' | 'dueAt' | 'closesAt') => {
    const value = textOf(name);
    return value === undefined ? {} : { [name]: fromLocal(value, zone) };
  };
  const kind = textOf('late') ?? 'course';
  const latePolicy = {
    kind,
    ...Object.fromEntries(
      POLICY_NUMBERS.flatMap((name) => (numberOf(name) === undefined ? [] : [[name, numberOf(name)]])),
    ),
  } as LatePolicy;
  const attemptLimit = numberOf('attemptLimit');
  return {
    ...timeOf('opensAt'),
    ...timeOf('dueAt'),
    ...timeOf('closesAt'),
    ...(kind === 'course' ? {} : { latePolicy }),
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    weight: numberOf('weight') ?? 1,
  };
}
