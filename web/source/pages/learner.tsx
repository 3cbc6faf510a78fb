import { readGrades } from '../api/grades.ts';
import { readMember } from '../api/members.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Figures } from '../parts/figures.tsx';
import { GradeTable } from '../parts/grade-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** Everything one learner has. */
export function LearnerPage({ course, route }: PageProps) {
  const { say } = useWords();
  const person = Number(route.parts[3]);

  const member = useAnswer(`member ${course.slug} ${person}`, (signal) =>
    readMember(course.slug, person, signal),
  );

  const grades = useAnswer(`grades ${course.slug} ${person}`, (signal) =>
    readGrades(course.slug, person, signal),
  );

  const { login, name } = member.value ?? {};
  return (
    <>
      <PageHead
        title={name ?? login ?? say('learner')}
        crumb={<a href={linkTo(['courses', course.slug, 'gradebook'])}>{say('gradebook.title')}</a>}
        lead={login}
      >
        {login && (
          <a href={linkTo(['courses', course.slug, 'submissions'], { learner: login })}>
            {say('submissions.title')}
          </a>
        )}
      </PageHead>
      <Show answer={grades}>
        {(items) => (
          <div class="stack">
            <Figures
              items={[
                {
                  name: say('learner.passed'),
                  value: items.filter(({ state }) => state === 'passed').length,
                },
                { name: say('learner.tried'), value: items.filter(({ attempts }) => attempts > 0).length },
                { name: say('points'), value: items.reduce((sum, { earned }) => sum + earned, 0) },
              ]}
            />
            {items.length === 0 ? (
              <Empty title={say('learner.empty')}>
                <p>{say('learner.empty.next')}</p>
              </Empty>
            ) : (
              <Card title={say('learner.grades')}>
                <GradeTable
                  items={items}
                  linkOf={(exercise) => linkTo(['courses', course.slug, 'learners', person, exercise])}
                />
              </Card>
            )}
          </div>
        )}
      </Show>
    </>
  );
}
