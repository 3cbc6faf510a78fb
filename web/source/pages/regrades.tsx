import { isAtLeast } from '../api/courses.ts';
import { listRegrades } from '../api/regrades.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { Status } from '../parts/status.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** What was graded again, or is about to be. */
export function RegradesPage({ course, role }: PageProps) {
  const { say } = useWords();
  const answer = useAnswer(`regrades ${course.slug}`, (signal) => listRegrades(course.slug, signal));

  const newOne = isAtLeast(role, 'assistant') && (
    <a href={linkTo(['courses', course.slug, 'regrades', 'new'])}>{say('regrade.new')}</a>
  );

  return (
    <>
      <PageHead title={say('regrades.title')} lead={say('regrades.lead')}>
        {newOne}
      </PageHead>
      <Show answer={answer}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={say('regrades.empty')}>
              <p>{say('regrades.empty.next')}</p>
              {newOne}
            </Empty>
          ) : (
            <Card title={say('regrades.title')}>
              <Table title={say('regrades.title')}>
                <thead>
                  <tr>
                    <th scope="col">{say('reason')}</th>
                    <th scope="col">{say('state')}</th>
                    <th scope="col">{say('by')}</th>
                    <th scope="col">{say('started')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ regradeId, reason, state, actor, createdAt }) => (
                    <tr key={regradeId}>
                      <th scope="row">
                        <a href={linkTo(['courses', course.slug, 'regrades', regradeId])}>{reason}</a>
                      </th>
                      <td>
                        <Status state={state} />
                      </td>
                      <td>{actor}</td>
                      <td>
                        <Time at={createdAt} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </Card>
          )
        }
      </Show>
    </>
  );
}
