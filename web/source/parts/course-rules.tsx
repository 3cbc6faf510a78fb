import { useState } from 'preact/hooks';
import { putGradingPolicy, readGradingPolicy } from '../api/grading-policy.ts';
import { putResults, readResults, type ResultVisibility } from '../api/results.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { useSaid } from './said.tsx';
import { Show } from './show.tsx';

const CHOICES = {
  policy: ['best', 'latest'],
  results: ['released', 'held'],
  exercise: ['course', 'released', 'held'],
} as const;
type Choice = (typeof CHOICES)[keyof typeof CHOICES][number];
type Edited = { kind: keyof typeof CHOICES; exercise?: string; chosen: Choice };

/** What holds for a whole course: which attempt counts, and whether results are shown. Each change is asked about. */
export function CourseRules({
  course,
  exercises,
  mayChange,
  onChanged,
}: {
  course: string;
  exercises: readonly string[];
  mayChange: boolean;
  onChanged: () => void;
}) {
  const { say } = useWords();
  const said = useSaid();
  const [edited, setEdited] = useState<Edited>();
  const answer = useAnswer(`rules ${course}`, async (signal) => {
    const [policy, results] = await Promise.all([
      readGradingPolicy(course, signal),
      readResults(course, signal),
    ]);
    return { policy, results };
  });
  const save = async ({ kind, exercise, chosen }: Edited) => {
    if (answer.value === undefined) return;
    const { policy, results } = answer.value;
    if (kind === 'policy') await putGradingPolicy(course, { ...policy, gradePolicy: chosen as 'best' });
    else
      await putResults(
        course,
        { results: chosen as ResultVisibility | 'course', ...(exercise === undefined ? {} : { exercise }) },
        results.version,
      );
    answer.reload();
    onChanged();
    said(say('saved'));
  };
  return (
    <Card title={say('rules.title')}>
      <Show answer={answer}>
        {({ policy, results }) => (
          <div class="stack">
            <dl class="facts">
              <dt>{say('rules.policy')}</dt>
              <dd>{say(`policy.${policy.gradePolicy}`)}</dd>
              <dt>{say('assignments.results')}</dt>
              <dd>{say(`results.${results.results}`)}</dd>
            </dl>
            {mayChange && (
              <div class="row">
                <button onClick={() => setEdited({ kind: 'policy', chosen: policy.gradePolicy })}>
                  {say('rules.policy.do')}
                </button>
                <button onClick={() => setEdited({ kind: 'results', chosen: results.results })}>
                  {say('rules.results.do')}
                </button>
                {exercises[0] !== undefined && (
                  <button
                    onClick={() => setEdited({ kind: 'exercise', exercise: exercises[0], chosen: 'course' })}
                  >
                    {say('rules.exercise.do')}
                  </button>
                )}
              </div>
            )}
          </div>
        )}
      </Show>
      {edited && (
        <Dialog
          title={say(`rules.${edited.kind}.do`)}
          submit={say('action.save')}
          onClose={() => setEdited(undefined)}
          onSubmit={() => save(edited)}
        >
          {edited.kind === 'exercise' && (
            <Field label={say('exercise')}>
              <select
                value={edited.exercise}
                onChange={(event) => setEdited({ ...edited, exercise: event.currentTarget.value })}
              >
                {exercises.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </Field>
          )}
          <Field label={say(edited.kind === 'policy' ? 'rules.policy' : 'assignments.results')}>
            <select
              value={edited.chosen}
              onChange={(event) => setEdited({ ...edited, chosen: event.currentTarget.value as Choice })}
            >
              {CHOICES[edited.kind].map((one) => (
                <option key={one} value={one}>
                  {say(one === 'best' || one === 'latest' ? `policy.${one}` : `results.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          <p role="status">{say(`rules.ask.${edited.chosen}`)}</p>
        </Dialog>
      )}
    </Card>
  );
}
