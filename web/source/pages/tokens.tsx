import { useState } from 'preact/hooks';
import { listTokens, revokeToken, type ApiToken } from '../api/tokens.ts';
import { Card } from '../parts/card.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { NewToken } from '../parts/new-token.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Table } from '../parts/table.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** Keys for programs that speak to the API; a secret is shown once. */
export function TokensPage({ course, role }: PageProps) {
  const { say } = useWords();
  const said = useSaid();
  const answer = useAnswer('tokens', listTokens);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [revoked, setRevoked] = useState<ApiToken>();
  return (
    <>
      <PageHead title={say('tokens.title')} lead={say('tokens.lead')}>
        <button class="primary" onClick={() => setMaking(true)}>
          {say('tokens.make')}
        </button>
      </PageHead>
      <div class="stack">
        {secret && (
          <div class="notice tone-pass" role="status">
            <span class="sign" aria-hidden="true">
              ●
            </span>
            <div>
              <strong>{say('tokens.made')}</strong>
              <p>{say('tokens.once')}</p>
              <code class="secret">{secret}</code>
              <p class="row">
                <button
                  onClick={() =>
                    void navigator.clipboard.writeText(secret).then(() => said(say('tokens.copied')))
                  }
                >
                  {say('tokens.copy')}
                </button>
                <button onClick={() => setSecret(undefined)}>{say('tokens.stored')}</button>
              </p>
            </div>
          </div>
        )}
        <Show answer={answer}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={say('tokens.empty')}>
                <p>{say('tokens.empty.next')}</p>
              </Empty>
            ) : (
              <Card title={say('tokens.title')}>
                <Table title={say('tokens.title')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('tokens.name')}</th>
                      <th scope="col">{say('role')}</th>
                      <th scope="col">{say('tokens.expires')}</th>
                      <th scope="col">{say('tokens.used')}</th>
                      <th scope="col">
                        <span class="unseen">{say('actions')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.tokenId}>
                        <th scope="row">{one.name}</th>
                        <td>{say(`role.${one.role}`)}</td>
                        <td>
                          <Time at={one.expiresAt} />
                        </td>
                        <td>
                          <Time at={one.lastUsedAt} />
                        </td>
                        <td>
                          <button class="link" onClick={() => setRevoked(one)}>
                            {say('tokens.revoke')}
                            <span class="unseen"> {one.name}</span>
                          </button>
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
      {making && (
        <NewToken
          course={course.slug}
          role={role}
          onMade={setSecret}
          onClose={() => {
            setMaking(false);
            answer.reload();
          }}
        />
      )}
      {revoked && (
        <Dialog
          title={say('tokens.revoke')}
          submit={say('tokens.revoke')}
          danger
          onClose={() => setRevoked(undefined)}
          onSubmit={async () => {
            await revokeToken(revoked.tokenId);
            answer.reload();
            said(say('tokens.revoked'));
          }}
        >
          <p>{say('tokens.revoke.ask', { name: revoked.name })}</p>
        </Dialog>
      )}
    </>
  );
}
