import type { Assignment, AssignmentChange, LatePolicy } from '../api/assignments.ts';
import { readLatePolicy } from '../late-policy-form.ts';
import { fromLocal, toLocal } from '../local-time.ts';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { LatePolicyFields } from './late-policy-fields.tsx';

/**
 * Asks for dates, late work, attempts and weight of one exercise, beginning with what holds now.
 *
 * @param course what late work loses where the exercise says nothing
 */
export function AssignmentDialog({
  exercise,
  assignment,
  course,
  zone,
  onSave,
  onStale,
  onClose,
}: {
  exercise: string;
  assignment: Assignment | undefined;
  course: LatePolicy;
  zone: string;
  onSave: (change: AssignmentChange) => Promise<void>;
  onStale: () => void;
  onClose: () => void;
}) {
  const { say } = useWords();
  return (
    <Dialog
      title={exercise}
      submit={say('action.save')}
      onSubmit={(form) => onSave(read(form, zone, assignment))}
      {...{ onStale, onClose }}
    >
      <p class="muted small">{say('zone.help', { zone })}</p>
      <div class="form-grid">
        {(['opensAt', 'dueAt', 'closesAt'] as const).map((name) => (
          <Field key={name} label={say(name === 'opensAt' ? 'opens' : name === 'dueAt' ? 'due' : 'closes')}>
            <input name={name} type="datetime-local" defaultValue={toLocal(assignment?.[name], zone)} />
          </Field>
        ))}
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
      <LatePolicyFields policy={assignment?.latePolicy} course={course} />
    </Dialog>
  );
}

/** The form as the API wants it; a field that is empty limits nothing. */
function read(form: FormData, zone: string, assignment: Assignment | undefined): AssignmentChange {
  const textOf = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };

  const timeOf = (name: 'opensAt' | 'dueAt' | 'closesAt') => {
    const value = textOf(name);
    return value === undefined ? {} : { [name]: fromLocal(value, zone) };
  };

  const latePolicy = readLatePolicy(form, assignment?.latePolicy);
  const attemptLimit = textOf('attemptLimit');
  return {
    ...timeOf('opensAt'),
    ...timeOf('dueAt'),
    ...timeOf('closesAt'),
    ...(latePolicy === undefined ? {} : { latePolicy }),
    ...(attemptLimit === undefined ? {} : { attemptLimit: Number(attemptLimit) }),
    weight: Number(textOf('weight') ?? 1),
  };
}
