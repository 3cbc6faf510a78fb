import { useState } from 'preact/hooks';
import { listSubmissions, type Submission } from '../api/submissions.ts';
import { Empty } from '../parts/empty.tsx';
import { Field } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { SubmissionTable } from '../parts/submission-table.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

const STATES = ['queued', 'grading', 'graded', 'not-graded', 'cancelled'] as const;

/** The submissions of a course, newest first; the filter stands in the address, so that it can be passed on. */
export function SubmissionsPage({ course, route }: PageProps) {
  const { say } = useWords();

  const filter = {
    learner: route.query.get('learner') ?? '',
    exercise: route.query.get('exercise') ?? '',
    state: STATES.find((state) => state === route.query.get('state')),
  };

  const key = `submissions ${course.slug} ${JSON.stringify(filter)}`;
  const answer = useAnswer(key, (signal) => listSubmissions(course.slug, filter, { signal }));
  const [more, setMore] = useState<{ key: string; items: Submission[]; next: string | null }>();
  useLive(course.slug, () => answer.reload());
  const later = more?.key === key ? more : undefined;

  const change = (name: keyof typeof filter, value: string) =>
    location.replace(linkTo(['courses', course.slug, 'submissions'], { ...filter, [name]: value.trim() }));

  const fetchMore = async (cursor: string) => {
    const page = await listSubmissions(course.slug, filter, { cursor });
    setMore({ key, items: [...(later?.items ?? []), ...page.items], next: page.next });
  };

  return (
    <>
      <PageHead title={say('submissions.title')} lead={say('submissions.lead')} />
      <div class="stack">
        <div class="row bottom" role="search">
          <Field label={say('learner.login')}>
            <input
              type="search"
              value={filter.learner}
              onChange={(event) => change('learner', event.currentTarget.value)}
            />
          </Field>
          <Field label={say('exercise')}>
            <input
              type="search"
              value={filter.exercise}
              onChange={(event) => change('exercise', event.currentTarget.value)}
            />
          </Field>
          <Field label={say('state')}>
            <select
              value={filter.state ?? ''}
              onChange={(event) => change('state', event.currentTarget.value)}
            >
              <option value="">{say('all')}</option>
              {STATES.map((state) => (
                <option key={state} value={state}>
                  {say(`state.${state}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <Show answer={answer}>
          {(page) => {
            const items = [...page.items, ...(later?.items ?? [])];
            const next = later === undefined ? page.next : later.next;
            if (items.length === 0)
              return (
                <Empty title={say('submissions.empty')}>
                  <p>{say('submissions.empty.next')}</p>
                </Empty>
              );
            return (
              <div class="card stack">
                <SubmissionTable course={course.slug} items={items} caption={say('submissions.title')} />
                {next !== null && (
                  <p>
                    <button onClick={() => void fetchMore(next)}>{say('action.more')}</button>
                  </p>
                )}
              </div>
            );
          }}
        </Show>
      </div>
    </>
  );
}
