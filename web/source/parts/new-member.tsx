import { isAtLeast, ROLES, type Role } from '../api/courses.ts';
import { addMember } from '../api/members.ts';
import { useWords } from '../words/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { textOf } from './text-of.ts';

/** Takes one person into the course. Only owners make staff. */
export function NewMember({
  course,
  role,
  onClose,
  onAdded,
}: {
  course: string;
  /** Of the reader. */
  role: Role;
  onClose: () => void;
  onAdded: () => void;
}) {
  const { say } = useWords();
  const isOwner = isAtLeast(role, 'owner');
  return (
    <Dialog
      title={say('roster.add')}
      submit={say('roster.add')}
      onClose={onClose}
      onSubmit={async (form, keys) => {
        const login = textOf(form, 'login');
        const name = textOf(form, 'name');

        const member = {
          githubId: Number(textOf(form, 'githubId')),
          role: isOwner ? (textOf(form, 'role') as Role) : 'learner',
          ...(login === '' ? {} : { login }),
          ...(name === '' ? {} : { name }),
        };

        await addMember(course, member, keys);

        onAdded();
      }}
    >
      <Field label={say('roster.github-id')} help={say('roster.github-id.help')}>
        <input name="githubId" inputMode="numeric" pattern="[1-9][0-9]{0,14}" required autocomplete="off" />
      </Field>
      <Field label={say('learner.login')}>
        <input name="login" maxLength={100} autocomplete="off" />
      </Field>
      <Field label={say('roster.name')}>
        <input name="name" maxLength={200} autocomplete="off" />
      </Field>
      <Field label={say('role')} help={isOwner ? undefined : say('roster.owner-only')}>
        <select name="role" disabled={!isOwner}>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {say(`role.${one}`)}
            </option>
          ))}
        </select>
      </Field>
    </Dialog>
  );
}
