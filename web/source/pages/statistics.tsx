import { readStatistics } from '../api/insight.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Meter } from '../parts/meter.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** How each exercise went for the course. */
export function StatisticsPage({ course }: PageProps) {
  const { say, percent, length } = useWords();
  const answer = useAnswer(`statistics ${course.slug}`, (signal) => readStatistics(course.slug, signal));
  return (
    <>
      <PageHead title={say('statistics.title')} lead={say('statistics.lead')} />
      <Show answer={answer}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={say('statistics.empty')}>
              <p>{say('statistics.empty.next')}</p>
            </Empty>
          ) : (
            <Card title={say('statistics.exercises')}>
              <Table title={say('statistics.exercises')}>
                <thead>
                  <tr>
                    <th scope="col">{say('exercise')}</th>
                    <th scope="col" class="number">
                      {say('statistics.learners')}
                    </th>
                    <th scope="col">{say('statistics.passed')}</th>
                    <th scope="col" class="number">
                      {say('statistics.runs')}
                    </th>
                    <th scope="col" class="number">
                      {say('statistics.time')}
                    </th>
                    <th scope="col" class="number">
                      {say('statistics.cost')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(
                    ({ exercise, learners, passedLearners: passed, runs, secondsToPass, clusterSeconds }) => (
                      <tr key={exercise}>
                        <th scope="row">
                          <a href={linkTo(['courses', course.slug, 'statistics', exercise])}>{exercise}</a>
                        </th>
                        <td class="number">{learners}</td>
                        <td class="nowrap">
                          <Meter share={learners === 0 ? 0 : passed / learners} />{' '}
                          {learners === 0 ? '–' : percent(passed / learners)}
                        </td>
                        <td class="number">{runs}</td>
                        <td class="number">
                          {secondsToPass === undefined ? '–' : length(secondsToPass.median)}
                        </td>
                        <td class="number">{length(clusterSeconds.total)}</td>
                      </tr>
                    ),
                  )}
                </tbody>
              </Table>
            </Card>
          )
        }
      </Show>
    </>
  );
}
