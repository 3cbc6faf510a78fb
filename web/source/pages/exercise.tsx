import { readExerciseStatistics, type CheckStatistics } from '../api/insight.ts';
import { Card } from '../parts/card.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import type { PageProps } from '../page-props.ts';
import { BarPlot } from '../plots/bar-plot.tsx';
import { ColumnPlot } from '../plots/column-plot.tsx';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** One exercise: which checks stop people, and by what. */
export function ExercisePage({ course, route }: PageProps) {
  const { say, text, number, percent, length } = useWords();
  const exercise = route.parts[3] ?? '';
  const answer = useAnswer(`exercise ${course.slug} ${exercise}`, (signal) =>
    readExerciseStatistics(course.slug, exercise, signal),
  );
  return (
    <>
      <PageHead
        title={exercise}
        lead={text(answer.value?.title)}
        crumb={<a href={linkTo(['courses', course.slug, 'statistics'])}>{say('statistics.title')}</a>}
      >
        <a href={linkTo(['courses', course.slug, 'submissions'], { exercise })}>{say('submissions.title')}</a>
      </PageHead>
      <Show answer={answer}>
        {({ learners, passed, attempts, medianSecondsToPass, scores, checks = [] }) => (
          <div class="stack">
            <Figures
              items={[
                { name: say('statistics.learners'), value: number(learners) },
                { name: say('statistics.passed'), value: learners === 0 ? '–' : percent(passed / learners) },
                { name: say('statistics.attempts'), value: number(attempts) },
                {
                  name: say('statistics.time'),
                  value: medianSecondsToPass == null ? '–' : length(medianSecondsToPass),
                },
              ]}
            />
            <Card title={say('exercise.checks')}>
              <figure>
                <BarPlot
                  title={say('exercise.checks')}
                  tone="bar-pass"
                  bars={checks.map((check) => ({
                    label: text(check.title) || check.checkId,
                    value: check.passed,
                    of: totalOf(check),
                    text: `${check.passed}/${totalOf(check)}`,
                  }))}
                />
                <figcaption>{say('exercise.checks.caption')}</figcaption>
              </figure>
            </Card>
            {scores && scores.length > 0 && (
              <Card title={say('exercise.scores')}>
                <figure>
                  <ColumnPlot
                    title={say('exercise.scores')}
                    columns={scores.map((value, at) => ({ label: `${at * 10}%`, value }))}
                  />
                  <figcaption>{say('exercise.scores.caption')}</figcaption>
                </figure>
              </Card>
            )}
            <Card title={say('exercise.commonest')}>
              <CommonestMismatches checks={checks} />
            </Card>
          </div>
        )}
      </Show>
    </>
  );
}

function CommonestMismatches({ checks }: { checks: readonly CheckStatistics[] }) {
  const { say, text } = useWords();
  const failing = checks.filter(({ commonest = [] }) => commonest.length > 0);
  if (failing.length === 0) return <p class="muted">{say('exercise.no-mismatch')}</p>;
  return (
    <ul class="plain stack">
      {failing.map(({ checkId, title, commonest = [] }) => (
        <li key={checkId}>
          <h3>{text(title) || checkId}</h3>
          <ol>
            {commonest.map(({ message, count }) => (
              <li key={message.en}>
                {text(message)} <span class="muted">×{count}</span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}

function totalOf({ passed, failed, blocked, errors }: CheckStatistics): number {
  return passed + failed + blocked + errors;
}
