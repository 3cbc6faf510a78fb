import { useState } from 'preact/hooks';
import { isAtLeast, type Role } from '../api/courses.ts';
import { makeToken } from '../api/tokens.ts';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { textOf } from './text-of.ts';

const ROLES: readonly Role[] = ['read-only', 'assistant', 'instructor', 'owner'];
const DAY_MS = 86_400_000;

/** Makes a token for a program; `onMade` gets the secret, which nobody sees again. */
export function NewToken({
  course,
  role,
  onMade,
  onClose,
}: {
  course: string;
  /** Of the reader; a token reaches no further. */
  role: Role;
  onMade: (secret: string) => void;
  onClose: () => void;
}) {
  const { say } = useWords();
  // Days count from here, so that a second try asks for the same.
  const [openedAt] = useState(() => Date.now());
  return (
    <Dialog
      title={say('tokens.make')}
      submit={say('tokens.make')}
      onClose={onClose}
      onSubmit={async (form, keys) => {
        const wanted = {
          name: textOf(form, 'name'),
          course,
          role: form.get('role') as Role,
          expiresAt: new Date(openedAt + Number(form.get('days')) * DAY_MS).toISOString(),
        };

        onMade((await makeToken(wanted, keys)).token);
      }}
    >
      <Field label={say('tokens.name')} help={say('tokens.name.help')}>
        <input name="name" required maxLength={100} />
      </Field>
      <Field label={say('role')} help={say('tokens.role.help')}>
        <select name="role">
          {ROLES.filter((one) => isAtLeast(role, one)).map((one) => (
            <option key={one} value={one}>
              {say(`role.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={say('tokens.days')}>
        <input name="days" type="number" min={1} max={366} required defaultValue="90" />
      </Field>
    </Dialog>
  );
}
