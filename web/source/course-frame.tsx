import { Fragment, type FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isAtLeast, readCourse, type Me, type Role } from './api/courses.ts';
import type { PageProps } from './page-props.ts';
import { AssignmentsPage } from './pages/assignments.tsx';
import { AuditPage } from './pages/audit.tsx';
import { ExercisePage } from './pages/exercise.tsx';
import { GradePage } from './pages/grade.tsx';
import { GradebookPage } from './pages/gradebook.tsx';
import { LearnerPage } from './pages/learner.tsx';
import { MinePage } from './pages/mine.tsx';
import { NewRegradePage } from './pages/new-regrade.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PoolPage } from './pages/pool.tsx';
import { RegradePage } from './pages/regrade.tsx';
import { RegradesPage } from './pages/regrades.tsx';
import { RosterPage } from './pages/roster.tsx';
import { StatisticsPage } from './pages/statistics.tsx';
import { SubmissionPage } from './pages/submission.tsx';
import { SubmissionsPage } from './pages/submissions.tsx';
import { TokensPage } from './pages/tokens.tsx';
import { Empty } from './parts/empty.tsx';
import { ProblemNotice } from './parts/problem-notice.tsx';
import { Loading } from './parts/show.tsx';
import { linkTo, type Route } from './route.ts';
import { useAnswer } from './use-answer.ts';
import { useWords } from './words/use-words.ts';
import type { WordKey } from './words/words.ts';

const STAFF = [
  { group: 'nav.course', names: ['overview', 'gradebook', 'submissions', 'statistics'] },
  { group: 'nav.steer', names: ['regrades', 'assignments', 'roster'] },
  { group: 'nav.service', names: ['pool', 'audit', 'tokens'] },
] as const;

type Name = (typeof STAFF)[number]['names'][number] | 'mine';

/** A course: the ways through it on one side, one of its pages on the other. */
export function CourseFrame({ me, slug, route }: { me: Me; slug: string; route: Route }) {
  const { say } = useWords();
  const answer = useAnswer(`course ${slug}`, (signal) => readCourse(slug, signal));
  const course = answer.value;
  const role = course === undefined ? 'learner' : roleIn(me, course.courseId);
  const isStaff = isAtLeast(role, 'read-only');
  const name = route.parts[2] ?? (isStaff ? 'overview' : 'mine');
  const [open, setOpen] = useState(false);
  const path = route.parts.join('/');

  useEffect(() => {
    setOpen(false);
    scrollTo(0, 0);
  }, [path]);

  if (course === undefined)
    return (
      <main id="main" tabIndex={-1} class="alone">
        {answer.problem ? <ProblemNotice problem={answer.problem} onRetry={answer.reload} /> : <Loading />}
      </main>
    );
  const Page = pageFor(route, isStaff);
  const groups = isStaff ? STAFF : [{ group: 'nav.course' as const, names: ['mine', 'tokens'] as const }];
  return (
    <div class="frame">
      <nav class="rail" aria-label={say('nav')}>
        <button class="menu" aria-expanded={open} aria-controls="ways" onClick={() => setOpen(!open)}>
          {say('nav.menu')} · {say(titleKey(sectionOf(name)))}
        </button>
        <ul class={`plain${open ? ' open' : ''}`} id="ways">
          {groups.map(({ group, names }) => (
            <Fragment key={group}>
              <li class="group">{say(group)}</li>
              {names.map((one: Name) => (
                <li key={one}>
                  <a
                    href={linkTo(['courses', slug, one])}
                    aria-current={one === sectionOf(name) ? 'page' : undefined}
                  >
                    {say(`${one}.title`)}
                  </a>
                </li>
              ))}
            </Fragment>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>
        {Page === undefined ? (
          <Empty title={say('problem.not-found')}>
            <a href={linkTo(['courses', slug])}>{say('overview.title')}</a>
          </Empty>
        ) : (
          <Page key={path} course={course} role={role} githubId={me.githubId} route={route} />
        )}
      </main>
    </div>
  );
}

const PAGES: Record<string, FunctionComponent<PageProps>> = {
  overview: OverviewPage,
  gradebook: GradebookPage,
  submissions: SubmissionsPage,
  statistics: StatisticsPage,
  regrades: RegradesPage,
  assignments: AssignmentsPage,
  roster: RosterPage,
  pool: PoolPage,
  audit: AuditPage,
  tokens: TokensPage,
  mine: MinePage,
};

/** The page at an address; learners have their own results and tokens alone. */
function pageFor({ parts }: Route, isStaff: boolean): FunctionComponent<PageProps> | undefined {
  const [, , name = isStaff ? 'overview' : 'mine', id, more] = parts;
  if (name === 'submissions' && id !== undefined) return SubmissionPage;
  if (!isStaff) return name === 'mine' || name === 'tokens' ? PAGES[name] : undefined;
  if (name === 'learners' && id !== undefined) return more === undefined ? LearnerPage : GradePage;
  if (name === 'statistics' && id !== undefined) return ExercisePage;
  if (name === 'regrades' && id !== undefined) return id === 'new' ? NewRegradePage : RegradePage;
  return PAGES[name];
}

/** The way that leads to a page: a learner's pages are reached from the gradebook. */
function sectionOf(name: string): string {
  return name === 'learners' ? 'gradebook' : name;
}

function titleKey(section: string): WordKey {
  const names: readonly Name[] = [...STAFF.flatMap(({ names }) => [...names]), 'mine'];
  const known = names.find((one) => one === section);
  return known === undefined ? 'nav' : `${known}.title`;
}

/** The operator owns every course. */
function roleIn(me: Me, courseId: string): Role {
  if (me.operator) return 'owner';
  const found = me.courses.find((one) => one.courseId === courseId)?.role;
  // A token of the operator for one course names no person.
  return found ?? (me.githubId === undefined ? me.limit?.role : undefined) ?? 'learner';
}
