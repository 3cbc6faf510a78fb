import { readGrades } from '../api/grades.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Figures } from '../parts/figures.tsx';
import { GradeTable } from '../parts/grade-table.tsx';
import { GradingTerms } from '../parts/grading-terms.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

/** What learners see of themselves: their own results, as far as they are released. */
export function MinePage({ course, githubId = 0 }: PageProps) {
  const { say, text } = useWords();
  const answer = useAnswer(`mine ${course.slug}`, (signal) => readGrades(course.slug, githubId, signal));
  useLive(course.slug, () => answer.reload());
  return (
    <div class="stack">
      <PageHead title={say('mine.title')} lead={text(course.title)} />
      <Show answer={answer}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={say('mine.empty')}>
              <p>{say('mine.empty.next')}</p>
            </Empty>
          ) : (
            <div class="stack">
              <Figures
                items={[
                  {
                    name: say('learner.passed'),
                    value: items.filter(({ state }) => state === 'passed').length,
                  },
                  { name: say('learner.tried'), value: items.filter(({ attempts }) => attempts > 0).length },
                ]}
              />
              <Card title={say('learner.grades')}>
                <GradeTable
                  items={items}
                  linkOf={(_exercise, submissionId) =>
                    submissionId ? linkTo(['courses', course.slug, 'submissions', submissionId]) : undefined
                  }
                />
              </Card>
            </div>
          )
        }
      </Show>
      <GradingTerms course={course.slug} />
    </div>
  );
}
