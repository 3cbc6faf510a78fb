import { readLatePolicy } from '../late-policy-form.ts';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { LatePolicyFields } from './late-policy-fields.tsx';
import type { PolicyDialogProps } from './policy-dialog-props.ts';

/** Asks what late work loses in the whole course. */
export function LatePolicyDialog({ policy, onSave, onStale, onClose }: PolicyDialogProps) {
  const { say } = useWords();
  const { latePolicy = { kind: 'none' as const } } = policy;
  return (
    <Dialog
      title={say('rules.late.do')}
      submit={say('action.save')}
      onSubmit={(form) => onSave({ ...policy, latePolicy: readLatePolicy(form, latePolicy) })}
      {...{ onStale, onClose }}
    >
      <p>{say('rules.ask.late')}</p>
      <LatePolicyFields policy={latePolicy} />
    </Dialog>
  );
}
