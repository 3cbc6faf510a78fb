import { isAtLeast } from '../api/courses.ts';
import { readExerciseStatistics, type CheckStatistics } from '../api/insight.ts';
import { Card } from '../parts/card.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Proposals } from '../parts/proposals.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Show } from '../parts/show.tsx';
import type { PageProps } from '../page-props.ts';
import { phaseName } from '../phase-name.ts';
import { BarPlot } from '../plots/bar-plot.tsx';
import { ColumnPlot } from '../plots/column-plot.tsx';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** One exercise: which checks stop people and by what, how far they get, and where the time goes. */
export function ExercisePage({ course, role, route }: PageProps) {
  const { say, number, percent, length } = useWords();
  const exercise = route.parts[3] ?? '';

  const answer = useAnswer(`exercise ${course.slug} ${exercise}`, (signal) =>
    readExerciseStatistics(course.slug, exercise, signal),
  );

  return (
    <>
      <PageHead
        title={exercise}
        crumb={<a href={linkTo(['courses', course.slug, 'statistics'])}>{say('statistics.title')}</a>}
      >
        <a href={linkTo(['courses', course.slug, 'submissions'], { exercise })}>{say('submissions.title')}</a>
      </PageHead>
      <Show answer={answer}>
        {({ learners, passedLearners, runs, attemptsToPass, secondsToPass, scores, checks, phases }) => (
          <div class="stack">
            <Figures
              items={[
                { name: say('statistics.learners'), value: number(learners) },
                {
                  name: say('statistics.passed'),
                  value: learners === 0 ? '–' : percent(passedLearners / learners),
                },
                { name: say('statistics.runs'), value: number(runs) },
                {
                  name: say('statistics.attempts'),
                  value: attemptsToPass === undefined ? '–' : number(attemptsToPass.median),
                },
                {
                  name: say('statistics.time'),
                  value: secondsToPass === undefined ? '–' : length(secondsToPass.median),
                },
              ]}
            />
            <Reviews
              course={course.slug}
              exercise={exercise}
              mayLift={isAtLeast(role, 'instructor')}
              onLifted={answer.reload}
            />
            <Proposals
              course={course.slug}
              exercise={exercise}
              mayDecide={isAtLeast(role, 'instructor')}
              onDecided={answer.reload}
            />
            <Card title={say('exercise.checks')}>
              <figure>
                <BarPlot
                  title={say('exercise.checks')}
                  tone="bar-pass"
                  bars={checks.map(({ checkId, counts: { pass, fail } }) => ({
                    label: checkId,
                    value: pass,
                    of: pass + fail,
                    text: `${pass}/${pass + fail}`,
                  }))}
                />
                <figcaption>{say('exercise.checks.caption')}</figcaption>
              </figure>
            </Card>
            <Card title={say('exercise.commonest')}>
              <Mismatches checks={checks} />
            </Card>
            <div class="columns">
              <Card title={say('exercise.scores')}>
                <figure>
                  <ColumnPlot
                    title={say('exercise.scores')}
                    columns={scores.map((value, at) => ({ label: `${at * 10}%`, value }))}
                  />
                  <figcaption>{say('exercise.scores.caption')}</figcaption>
                </figure>
              </Card>
              <Card title={say('exercise.phases')}>
                <figure>
                  <BarPlot
                    title={say('exercise.phases')}
                    bars={phases.map(({ phase, durationMs }) => ({
                      label: phaseName(phase, say),
                      value: durationMs.median,
                      text: length(durationMs.median / 1000),
                    }))}
                  />
                  <figcaption>{say('exercise.phases.caption')}</figcaption>
                </figure>
              </Card>
            </div>
          </div>
        )}
      </Show>
    </>
  );
}

function Mismatches({ checks }: { checks: readonly CheckStatistics[] }) {
  const { say } = useWords();
  const failing = checks.filter(({ mismatches, underReview }) => mismatches.length > 0 || underReview);
  if (failing.length === 0) return <p class="muted">{say('exercise.no-mismatch')}</p>;
  return (
    <ul class="plain stack">
      {failing.map(({ checkId, mismatches, underReview }) => (
        <li key={checkId}>
          <h3 class="row">
            {checkId}
            {underReview && <span class="status tone-warn">! {say('exercise.under-review')}</span>}
          </h3>
          <ul class="plain">
            {mismatches.map(({ code, count }) => (
              <li key={code}>
                <span class="code">{code}</span> <span class="muted">×{count}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
