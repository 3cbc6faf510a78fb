import { useState } from 'preact/hooks';
import { listAudit, type AuditEntry } from '../api/audit.ts';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** Every write: who, when, what, why, and what it was before. */
export function AuditPage({ course }: PageProps) {
  const { say } = useWords();
  const answer = useAnswer(`audit ${course.slug}`, (signal) => listAudit(course.slug, {}, signal));
  const [more, setMore] = useState<{ items: AuditEntry[]; next: string | null }>();

  const fetchMore = async (cursor: string) => {
    const page = await listAudit(course.slug, { cursor });
    setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
  };

  return (
    <>
      <PageHead title={say('audit.title')} lead={say('audit.lead')} />
      <Show answer={answer}>
        {(page) => {
          const items = [...page.items, ...(more?.items ?? [])];
          const next = more === undefined ? page.next : more.next;
          if (items.length === 0)
            return (
              <Empty title={say('audit.empty')}>
                <p>{say('audit.empty.next')}</p>
              </Empty>
            );
          return (
            <div class="card stack">
              <Table title={say('audit.title')}>
                <thead>
                  <tr>
                    <th scope="col">{say('when')}</th>
                    <th scope="col">{say('by')}</th>
                    <th scope="col">{say('audit.action')}</th>
                    <th scope="col">{say('audit.target')}</th>
                    <th scope="col">{say('reason')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((entry) => (
                    <tr key={entry.auditId}>
                      <td>
                        <Time at={entry.at} />
                      </td>
                      <td>{entry.actor}</td>
                      <th scope="row">
                        {entry.action}
                        {entry.outcome === 'begun' && <p class="muted small">{say('audit.begun')}</p>}
                      </th>
                      <td class="small">
                        <span class="code">{entry.target}</span>
                        <Difference entry={entry} />
                      </td>
                      <td>{entry.reason ?? '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </Table>
              {next !== null && (
                <p>
                  <button onClick={() => void fetchMore(next)}>{say('action.more')}</button>
                </p>
              )}
            </div>
          );
        }}
      </Show>
    </>
  );
}

function Difference({ entry: { before, after } }: { entry: AuditEntry }) {
  const { say } = useWords();
  if (before == null && after == null) return null;
  return (
    <details>
      <summary>{say('audit.difference')}</summary>
      <pre class="output" tabIndex={0}>
        {before != null && `- ${JSON.stringify(before, undefined, 2)}\n`}
        {after != null && `+ ${JSON.stringify(after, undefined, 2)}`}
      </pre>
    </details>
  );
}
