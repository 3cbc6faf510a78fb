import { useState } from 'preact/hooks';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import type { PolicyDialogProps } from './policy-dialog-props.ts';

const POLICIES = ['best', 'latest'] as const;

/** Asks which attempt counts, and says what learners will see. */
export function GradePolicyDialog({ policy, onSave, onStale, onClose }: PolicyDialogProps) {
  const { say } = useWords();
  const [{ gradePolicy }, setChosen] = useState(policy);
  return (
    <Dialog
      title={say('rules.policy.do')}
      submit={say('action.save')}
      onSubmit={() => onSave({ ...policy, gradePolicy })}
      {...{ onStale, onClose }}
    >
      <Field label={say('rules.policy')}>
        <select
          value={gradePolicy}
          onChange={({ currentTarget: { value } }) =>
            setChosen({ ...policy, gradePolicy: value === 'latest' ? 'latest' : 'best' })
          }
        >
          {POLICIES.map((one) => (
            <option key={one} value={one}>
              {say(`policy.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <p role="status">{say(`rules.ask.${gradePolicy}`)}</p>
    </Dialog>
  );
}
