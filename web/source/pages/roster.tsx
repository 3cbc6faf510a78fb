import { useMemo, useState } from 'preact/hooks';
import { isAtLeast, ROLES, type Role } from '../api/courses.ts';
import { download } from '../api/download.ts';
import { changeMember, listMembers, type Member } from '../api/members.ts';
import { Card } from '../parts/card.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Field } from '../parts/field.tsx';
import { NewMember } from '../parts/new-member.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RosterImport } from '../parts/roster-import.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

const SHOWN_AT_FIRST = 100;

/** Who takes part in the course, and as what. */
export function RosterPage({ course, role }: PageProps) {
  const { say } = useWords();
  const said = useSaid();
  const [find, setFind] = useState('');
  const [importing, setImporting] = useState(false);
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Member>();
  const [all, setAll] = useState(false);
  const answer = useAnswer(`members ${course.slug}`, (signal) => listMembers(course.slug, signal));
  const wanted = find.trim().toLowerCase();

  const found = useMemo(
    () =>
      (answer.value ?? []).filter(({ login, name, pseudonym }) =>
        [login, name, pseudonym].some((text) => text?.toLowerCase().includes(wanted)),
      ),
    [answer.value, wanted],
  );

  const shown = all ? found : found.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <PageHead title={say('roster.title')} lead={say('roster.lead')}>
        {isAtLeast(role, 'instructor') && (
          <button onClick={() => setAdding(true)}>{say('roster.add')}</button>
        )}
        {isAtLeast(role, 'instructor') && (
          <button class="primary" onClick={() => setImporting(true)}>
            {say('roster.import')}
          </button>
        )}
        <button
          onClick={() =>
            void download(
              '/courses/{course}/roster',
              { path: { course: course.slug } },
              `${course.slug}-roster.csv`,
            )
          }
        >
          {say('action.export')}
        </button>
      </PageHead>
      <div class="stack">
        {importing && (
          <RosterImport
            course={course.slug}
            onDone={(sentence) => {
              setImporting(false);
              answer.reload();
              if (sentence) said(sentence);
            }}
          />
        )}
        <Show answer={answer}>
          {(members) =>
            members.length === 0 ? (
              <Empty title={say('roster.empty')}>
                <p>{say('roster.empty.next')}</p>
              </Empty>
            ) : (
              <Card
                title={say('roster.count', { count: members.length })}
                aside={
                  <Field label={say('roster.find')}>
                    <input
                      type="search"
                      value={find}
                      onInput={(event) => setFind(event.currentTarget.value)}
                    />
                  </Field>
                }
              >
                <Table title={say('roster.title')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('roster.name')}</th>
                      <th scope="col">{say('learner.login')}</th>
                      <th scope="col">{say('roster.pseudonym')}</th>
                      <th scope="col">{say('role')}</th>
                      <th scope="col">{say('roster.source')}</th>
                      <th scope="col">
                        <span class="unseen">{say('actions')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((member) => (
                      <tr key={member.githubId}>
                        <th scope="row">
                          <a href={linkTo(['courses', course.slug, 'learners', member.githubId])}>
                            {member.name ?? member.login ?? member.pseudonym}
                          </a>
                          {!member.active && (
                            <>
                              {' '}
                              <span class="status tone-quiet">{say('roster.inactive')}</span>
                            </>
                          )}
                        </th>
                        <td>{member.login ?? '–'}</td>
                        <td>{member.pseudonym}</td>
                        <td>{say(`role.${member.role}`)}</td>
                        <td>{say(`source.${member.source}`)}</td>
                        <td>
                          {isAtLeast(role, 'instructor') && (
                            <button class="link" onClick={() => setEdited(member)}>
                              {say('action.change')}
                              <span class="unseen"> {member.login ?? member.pseudonym}</span>
                            </button>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </Table>
                {shown.length < found.length && (
                  <p>
                    <button onClick={() => setAll(true)}>{say('roster.all', { count: found.length })}</button>
                  </p>
                )}
              </Card>
            )
          }
        </Show>
      </div>
      {adding && (
        <NewMember
          course={course.slug}
          role={role}
          onClose={() => setAdding(false)}
          onAdded={() => {
            answer.reload();
            said(say('saved'));
          }}
        />
      )}
      {edited && (
        <Dialog
          title={edited.name ?? edited.login ?? edited.pseudonym}
          submit={say('action.save')}
          onStale={answer.reload}
          onClose={() => setEdited(undefined)}
          onSubmit={async (form) => {
            const wantedRole = form.get('role') as Role | null;
            const active = form.get('active') === 'on';

            await changeMember(course.slug, edited, {
              ...(wantedRole === null || wantedRole === edited.role ? {} : { role: wantedRole }),
              ...(active === edited.active ? {} : { active }),
            });

            answer.reload();
            said(say('saved'));
          }}
        >
          <Field label={say('role')} help={isAtLeast(role, 'owner') ? undefined : say('roster.owner-only')}>
            <select name="role" defaultValue={edited.role} disabled={!isAtLeast(role, 'owner')}>
              {ROLES.map((one) => (
                <option key={one} value={one} selected={one === edited.role}>
                  {say(`role.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          <label class="row">
            <input type="checkbox" name="active" defaultChecked={edited.active} /> {say('roster.active')}
          </label>
        </Dialog>
      )}
    </>
  );
}
