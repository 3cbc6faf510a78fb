import { useState } from 'preact/hooks';
import type { ResultsChange, Results } from '../api/results.ts';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

/** For one exercise there is one more: to follow the course. */
const CHOICES = ['course', 'released', 'held'] as const;

/**
 * Asks whether learners see results, of the course or of one exercise, beginning with what holds now.
 *
 * @param exercises to choose one from; left out for the course
 */
export function ResultsDialog({
  results,
  exercises,
  onSave,
  onStale,
  onClose,
}: {
  results: Results;
  exercises?: readonly string[] | undefined;
  onSave: (change: ResultsChange) => Promise<unknown>;
  onStale: () => void;
  onClose: () => void;
}) {
  const { say } = useWords();
  const isExercise = exercises !== undefined;

  const presentOf = (exercise: string | undefined): ResultsChange =>
    exercise === undefined
      ? { results: results.results }
      : {
          exercise,
          results: results.exercises.find((one) => one.exercise === exercise)?.results ?? 'course',
        };

  const [change, setChange] = useState(presentOf(exercises?.[0]));
  return (
    <Dialog
      title={say(isExercise ? 'rules.exercise.do' : 'rules.results.do')}
      submit={say('action.save')}
      onSubmit={() => onSave(change)}
      {...{ onStale, onClose }}
    >
      {isExercise && (
        <Field label={say('exercise')}>
          <select
            value={change.exercise}
            onChange={({ currentTarget: { value } }) => setChange(presentOf(value))}
          >
            {exercises.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={say('assignments.results')}>
        <select
          value={change.results}
          onChange={({ currentTarget: { value } }) =>
            setChange({ ...change, results: CHOICES.find((one) => one === value) ?? change.results })
          }
        >
          {CHOICES.filter((one) => isExercise || one !== 'course').map((one) => (
            <option key={one} value={one}>
              {say(`results.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <p role="status">{say(`rules.ask.${change.results}`)}</p>
    </Dialog>
  );
}
