import { useEffect } from 'preact/hooks';
import { listClusters, readQueue } from '../api/insight.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

const ASK_AGAIN_MS = 5000;

/** The clusters there are and the work that waits for them. */
export function PoolPage({ course }: PageProps) {
  const { say, number } = useWords();
  const queue = useAnswer('queue', readQueue);
  const clusters = useAnswer('clusters', listClusters);
  const connected = useLive(course.slug, () => queue.reload());

  useEffect(() => {
    const timer = setInterval(() => {
      queue.reload();
      clusters.reload();
    }, ASK_AGAIN_MS);

    return () => clearInterval(timer);
  }, [queue.reload, clusters.reload]);

  return (
    <>
      <PageHead title={say('pool.title')} lead={say(connected ? 'live.on' : 'live.off')} />
      <div class="stack">
        <Show answer={queue}>
          {({ waiting, active, delayed, failed }) => (
            <Figures
              items={[
                { name: say('queue.waiting'), value: number(waiting) },
                { name: say('queue.active'), value: number(active) },
                { name: say('queue.delayed'), value: number(delayed) },
                { name: say('queue.failed'), value: number(failed) },
              ]}
            />
          )}
        </Show>
        <Show answer={clusters}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={say('pool.empty')}>
                <p>{say('pool.empty.next')}</p>
              </Empty>
            ) : (
              <Card title={say('pool.clusters', { count: items.length })}>
                <Table title={say('pool.title')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('pool.name')}</th>
                      <th scope="col">{say('state')}</th>
                      <th scope="col">{say('pool.profile')}</th>
                      <th scope="col">{say('pool.host')}</th>
                      <th scope="col">{say('pool.since')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(({ name, state, profile, host, stateAt }) => (
                      <tr key={name}>
                        <th scope="row" class="code">
                          {name}
                        </th>
                        <td>{state}</td>
                        <td>{profile ?? '–'}</td>
                        <td>{host}</td>
                        <td>
                          <Time at={stateAt} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </Table>
              </Card>
            )
          }
        </Show>
      </div>
    </>
  );
}
