import { isAtLeast } from '../api/courses.ts';
import { listRegrades } from '../api/regrades.ts';
import { listSubmissions } from '../api/submissions.ts';
import { readQueue, readStatistics } from '../api/insight.ts';
import { Card } from '../parts/card.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { SubmissionTable } from '../parts/submission-table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { BarPlot } from '../plots/bar-plot.tsx';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

const HARDEST = 6;
const RECENT = 10;

/** What needs a person now, and what goes on. */
export function OverviewPage({ course, role }: PageProps) {
  const { say, text, percent, number } = useWords();
  const { slug } = course;

  const recent = useAnswer(`recent ${slug}`, (signal) =>
    listSubmissions(slug, {}, { limit: RECENT, signal }),
  );

  const ungraded = useAnswer(`ungraded ${slug}`, (signal) =>
    listSubmissions(slug, { state: 'not-graded' }, { limit: 50, signal }),
  );

  const regrades = useAnswer(`regrades ${slug}`, (signal) => listRegrades(slug, signal));
  const queue = useAnswer('queue', readQueue);
  const statistics = useAnswer(`statistics ${slug}`, (signal) => readStatistics(slug, signal));

  const connected = useLive(slug, () => {
    recent.reload();
    ungraded.reload();
    queue.reload();
  });

  const waiting = (regrades.value ?? []).filter(({ state }) => state === 'previewed');

  const needs = [
    {
      count: ungraded.value?.items.length ?? 0,
      text: say('overview.ungraded', { count: atLeast(ungraded.value) }),
      link: linkTo(['courses', slug, 'submissions'], { state: 'not-graded' }),
      next: say('overview.ungraded.next'),
    },
    {
      count: waiting.length,
      text: say('overview.regrades', { count: waiting.length }),
      link: linkTo(['courses', slug, 'regrades', waiting[0]?.regradeId ?? '']),
      next: say('overview.regrades.next'),
    },
    {
      count: queue.value?.failed ?? 0,
      text: say('overview.jobs', { count: queue.value?.failed ?? 0 }),
      link: linkTo(['courses', slug, 'pool']),
      next: say('overview.jobs.next'),
    },
  ].filter(({ count }) => count > 0);

  const tried = (statistics.value ?? []).filter(({ learners }) => learners > 0);

  const hardest = [...tried]
    .sort((a, b) => a.passedLearners / a.learners - b.passedLearners / b.learners)
    .slice(0, HARDEST);

  return (
    <>
      <PageHead
        title={text(course.title)}
        lead={
          <>
            {course.term && `${course.term} · `}
            {say(`role.${role}`)} · {say(connected ? 'live.on' : 'live.off')}
          </>
        }
      />
      <div class="stack">
        <Card title={say('overview.needs')}>
          {needs.length === 0 ? (
            <p class="row">
              <span class="status tone-pass">
                <span class="sign" aria-hidden="true">
                  ○
                </span>
                {say('overview.nothing')}
              </span>
            </p>
          ) : (
            <ul class="plain stack">
              {needs.map((need) => (
                <li key={need.link} class="row">
                  <span class="status tone-warn">
                    <span class="sign" aria-hidden="true">
                      !
                    </span>
                    {need.count}
                  </span>
                  <a href={need.link}>{need.text}</a>
                  <span class="muted">{need.next}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Show answer={queue}>
          {({ waiting: jobs, active, oldest }) => (
            <Figures
              items={[
                { name: say('overview.grading'), value: number(active) },
                { name: say('overview.waiting'), value: number(jobs) },
                { name: say('overview.tried'), value: number(tried.length) },
                {
                  name: say('overview.pass-rate'),
                  value:
                    tried.length === 0
                      ? '–'
                      : percent(
                          tried.reduce((sum, one) => sum + one.passedLearners, 0) /
                            tried.reduce((sum, one) => sum + one.learners, 0),
                        ),
                },
                ...(oldest
                  ? [{ name: say('overview.oldest'), value: <small>{<Time at={oldest} />}</small> }]
                  : []),
              ]}
            />
          )}
        </Show>
        <div class="main-aside">
          <Card
            title={say('overview.recent')}
            aside={<a href={linkTo(['courses', slug, 'submissions'])}>{say('all')}</a>}
          >
            <Show answer={recent}>
              {({ items }) =>
                items.length === 0 ? (
                  <p class="muted">{say('submissions.empty.next')}</p>
                ) : (
                  <SubmissionTable course={slug} items={items} caption={say('overview.recent')} short />
                )
              }
            </Show>
          </Card>
          {isAtLeast(role, 'read-only') && (
            <Card
              title={say('overview.hardest')}
              aside={<a href={linkTo(['courses', slug, 'statistics'])}>{say('statistics.title')}</a>}
            >
              <Show answer={statistics}>
                {() =>
                  hardest.length === 0 ? (
                    <p class="muted">{say('statistics.empty.next')}</p>
                  ) : (
                    <BarPlot
                      title={say('overview.hardest')}
                      bars={hardest.map(({ exercise, passedLearners: passed, learners }) => ({
                        label: exercise,
                        value: passed / learners,
                        of: 1,
                        text: `${passed}/${learners}`,
                      }))}
                    />
                  )
                }
              </Show>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** The number on the first page, and a sign when there are more. */
function atLeast(page: { items: readonly unknown[]; next: string | null } | undefined): string {
  return page === undefined ? '' : `${page.items.length}${page.next === null ? '' : '+'}`;
}
