import { useState } from 'preact/hooks';
import { isAtLeast } from '../api/courses.ts';
import {
  addOverride,
  listOverrides,
  putExtension,
  readExtension,
  readGrade,
  revokeOverride,
  type Extension,
  type GradePlace,
} from '../api/grades.ts';
import { readMember } from '../api/members.ts';
import { listSubmissions } from '../api/submissions.ts';
import { Card } from '../parts/card.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Field } from '../parts/field.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Status } from '../parts/status.tsx';
import { SubmissionTable } from '../parts/submission-table.tsx';
import { textOf } from '../parts/text-of.ts';
import { Time } from '../parts/time.tsx';
import { fromLocal, toLocal } from '../local-time.ts';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** One learner and one exercise: the grade, how it came to be, and what staff granted. */
export function GradePage({ course, role, route }: PageProps) {
  const { say, number, length } = useWords();
  const said = useSaid();
  const githubId = Number(route.parts[3]);
  const exercise = route.parts[4] ?? '';
  const place: GradePlace = { course: course.slug, githubId, exercise };
  const key = `${course.slug} ${githubId} ${exercise}`;
  const member = useAnswer(`member ${key}`, (signal) => readMember(course.slug, githubId, signal));
  const login = member.value?.login;
  const grade = useAnswer(`grade ${key}`, (signal) => readGrade(place, signal));

  const attempts = useAnswer(`attempts ${key} ${login ?? ''}`, async (signal) =>
    login === undefined
      ? []
      : (await listSubmissions(course.slug, { learner: login, exercise }, { signal })).items,
  );

  const overrides = useAnswer(`overrides ${key}`, (signal) => listOverrides(place, signal));
  const extension = useAnswer(`extension ${key}`, (signal) => readExtension(place, signal));
  const [open, setOpen] = useState<'override' | 'extension' | { revoke: string }>();

  const changed = (sentence: string) => {
    grade.reload();
    overrides.reload();
    extension.reload();
    said(sentence);
  };

  const mayOverride = isAtLeast(role, 'instructor');
  const granted = extension.value;
  return (
    <>
      <PageHead
        title={`${member.value?.name ?? login ?? ''} · ${exercise}`}
        crumb={
          <a href={linkTo(['courses', course.slug, 'learners', githubId])}>
            {member.value?.name ?? login ?? say('learner')}
          </a>
        }
      >
        {mayOverride && <button onClick={() => setOpen('override')}>{say('override.do')}</button>}
        {isAtLeast(role, 'assistant') && (
          <button onClick={() => setOpen('extension')}>{say('extension.do')}</button>
        )}
      </PageHead>
      <div class="stack">
        <Show answer={grade}>
          {(found) => (
            <Figures
              items={[
                { name: say('state'), value: <Status state={found.state} /> },
                {
                  name: say('points'),
                  value: number(found.earned),
                  note: `/ ${number(found.possible)}`,
                },
                { name: say('grade.raw'), value: number(found.rawEarned) },
                { name: say('attempts'), value: found.attempts },
                {
                  name: say('grade.late'),
                  value: found.lateSeconds > 0 ? length(found.lateSeconds) : '–',
                },
              ]}
            />
          )}
        </Show>
        <Card title={say('grade.attempts')}>
          <Show answer={attempts}>
            {(items) =>
              items.length === 0 ? (
                <p class="muted">{say('grade.no-attempts')}</p>
              ) : (
                <SubmissionTable course={course.slug} items={items} caption={say('grade.attempts')} />
              )
            }
          </Show>
        </Card>
        <div class="columns">
          <Card title={say('override.title')}>
            <Show answer={overrides}>
              {(items) =>
                items.length === 0 ? (
                  <p class="muted">{say('override.none')}</p>
                ) : (
                  <ol class="plain stack">
                    {items.map((one) => (
                      <li key={one.overrideId}>
                        <p>
                          <strong>
                            {one.points === undefined
                              ? say('override.comment')
                              : say('override.points', { points: number(one.points) })}
                          </strong>{' '}
                          {one.revoked && <span class="status tone-quiet">{say('override.revoked')}</span>}
                        </p>
                        <p>{one.reason}</p>
                        {one.comment && <p>“{one.comment}”</p>}
                        <p class="muted small">
                          {one.actor} · <Time at={one.at} />
                        </p>
                        {mayOverride && !one.revoked && (
                          <button class="link" onClick={() => setOpen({ revoke: one.overrideId })}>
                            {say('override.revoke')}
                          </button>
                        )}
                      </li>
                    ))}
                  </ol>
                )
              }
            </Show>
          </Card>
          <Card title={say('extension.title')}>
            {extension.problem && <ProblemNotice problem={extension.problem} onRetry={extension.reload} />}
            {granted === undefined ? (
              <p class="muted">{say('extension.none')}</p>
            ) : (
              <ExtensionFacts extension={granted} zone={course.timeZone} />
            )}
          </Card>
        </div>
        {grade.problem?.status === 404 && <Empty title={say('grade.none')} />}
      </div>
      {open === 'override' && (
        <Dialog
          title={say('override.do')}
          submit={say('override.save')}
          onClose={() => setOpen(undefined)}
          onSubmit={async (form, keys) => {
            const comment = textOf(form, 'comment');

            const override = {
              points: Number(form.get('points')),
              reason: textOf(form, 'reason'),
              ...(comment === '' ? {} : { comment }),
            };

            await addOverride(place, override, keys);

            changed(say('override.saved'));
          }}
        >
          <Field label={say('points')}>
            <input
              name="points"
              type="number"
              min={0}
              step="0.01"
              required
              defaultValue={String(grade.value?.earned ?? 0)}
            />
          </Field>
          <Field label={say('reason')} help={say('reason.help')}>
            <input name="reason" required maxLength={500} />
          </Field>
          <Field label={say('override.comment')} help={say('override.comment.help')}>
            <textarea name="comment" maxLength={4000} />
          </Field>
        </Dialog>
      )}
      {open === 'extension' && (
        <Dialog
          title={say('extension.do')}
          submit={say('extension.save')}
          onStale={extension.reload}
          onClose={() => setOpen(undefined)}
          onSubmit={async (form) => {
            const due = textOf(form, 'due');

            await putExtension(
              place,
              {
                ...(due === '' ? {} : { dueAt: fromLocal(due, course.timeZone) }),
                extraAttempts: Number(form.get('attempts')),
                reason: textOf(form, 'reason'),
              },
              granted?.version ?? 0,
            );

            changed(say('extension.saved'));
          }}
        >
          <Field label={say('extension.due')} help={say('zone.help', { zone: course.timeZone })}>
            <input name="due" type="datetime-local" defaultValue={toLocal(granted?.dueAt, course.timeZone)} />
          </Field>
          <Field label={say('extension.attempts')}>
            <input
              name="attempts"
              type="number"
              min={0}
              max={1000}
              required
              defaultValue={String(granted?.extraAttempts ?? 0)}
            />
          </Field>
          <Field label={say('reason')} help={say('reason.help')}>
            <input name="reason" required maxLength={500} />
          </Field>
        </Dialog>
      )}
      {typeof open === 'object' && (
        <Dialog
          title={say('override.revoke')}
          submit={say('override.revoke')}
          danger
          onClose={() => setOpen(undefined)}
          onSubmit={async (form, keys) => {
            await revokeOverride(course.slug, open.revoke, textOf(form, 'reason'), keys);
            changed(say('override.revoked'));
          }}
        >
          <p>{say('override.revoke.ask')}</p>
          <Field label={say('reason')}>
            <input name="reason" maxLength={500} />
          </Field>
        </Dialog>
      )}
    </>
  );
}

function ExtensionFacts({ extension, zone }: { extension: Extension; zone: string }) {
  const { say } = useWords();
  return (
    <dl class="facts">
      <dt>{say('due')}</dt>
      <dd>
        <Time at={extension.dueAt} zone={zone} />
      </dd>
      <dt>{say('extension.attempts')}</dt>
      <dd>{extension.extraAttempts}</dd>
      <dt>{say('reason')}</dt>
      <dd>{extension.reason}</dd>
      <dt>{say('by')}</dt>
      <dd>
        {extension.actor} · <Time at={extension.at} />
      </dd>
    </dl>
  );
}
