import type { ApiProblem } from '../api/api-problem.ts';
import { useWords } from '../words/use-words.ts';
import type { WordKey } from '../words/words.ts';
import { linkTo } from '../route.ts';

/** What somebody can do about a problem, by its stable code, else by its status. */
const BY_CODE: Record<string, WordKey> = {
  unreachable: 'next.unreachable',
  stale: 'next.stale',
  'header-missing': 'next.reload-page',
};

const BY_STATUS: Record<number, WordKey> = {
  400: 'next.correct',
  401: 'next.sign-in',
  403: 'next.ask-owner',
  404: 'next.not-found',
  409: 'next.conflict',
  412: 'next.stale',
  422: 'next.correct',
  428: 'next.stale',
  429: 'next.slow-down',
  503: 'next.unreachable',
};

/** What happened, in the API's words, and the next step, in the reader's. */
export function ProblemNotice({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const { say } = useWords();
  const isStale = problem.status === 412 || problem.status === 428;
  const next = BY_CODE[problem.code] ?? BY_STATUS[problem.status] ?? 'next.report';
  return (
    <div class="notice tone-fail" role="alert">
      <span class="sign" aria-hidden="true">
        !
      </span>
      <div>
        <strong>
          {say(problem.code === 'unreachable' ? 'problem.unreachable' : titleOf(problem.status))}
        </strong>
        {/* What the API says to programs about versions helps nobody who has no ETag in sight. */}
        {problem.message && problem.code !== 'unreachable' && !isStale && <p lang="en">{problem.message}</p>}
        {problem.errors.length > 0 && (
          <ul lang="en">
            {problem.errors.map(({ where, message }) => (
              <li key={where + message}>
                <code>{where}</code>: {message}
              </li>
            ))}
          </ul>
        )}
        <p>{say(next)}</p>
        <p class="row">
          {onRetry && <button onClick={onRetry}>{say('action.retry')}</button>}
          {problem.status === 401 && <a href={linkTo(['sign-in'])}>{say('sign-in.title')}</a>}
        </p>
      </div>
    </div>
  );
}

function titleOf(status: number): WordKey {
  if (status === 401) return 'problem.unauthorized';
  if (status === 403) return 'problem.forbidden';
  if (status === 404) return 'problem.not-found';
  if (status === 412 || status === 428) return 'problem.stale';
  if (status === 429) return 'problem.too-many';
  return status >= 500 ? 'problem.server' : 'problem.refused';
}
