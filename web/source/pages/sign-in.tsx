import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { readMe } from '../api/courses.ts';
import { token } from '../api/token.ts';
import { Field } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useWords } from '../words/use-words.ts';

/** Two ways in: with GitHub, which sets a cookie, or with a token, which this tab keeps for itself. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const { say } = useWords();
  const [problem, setProblem] = useState<ApiProblem>();

  const paste = async (event: SubmitEvent) => {
    event.preventDefault();
    setProblem(undefined);
    const given = new FormData(event.currentTarget as HTMLFormElement).get('token');
    if (typeof given !== 'string') return;
    token.keep(given.trim());

    try {
      await readMe();
      onSignedIn();
    } catch (error) {
      token.forget();
      setProblem(asProblem(error));
    }
  };

  return (
    <div class="sign-in stack">
      <PageHead title={say('sign-in.title')} lead={say('sign-in.lead')} />
      <section class="card stack">
        <h2>{say('sign-in.github')}</h2>
        <p class="muted">{say('sign-in.github.lead')}</p>
        <p>
          <a class="button primary" href={signInAddress()}>
            {say('sign-in.github.do')}
          </a>
        </p>
      </section>
      <section class="card">
        <form class="stack" onSubmit={(event) => void paste(event)}>
          <h2>{say('sign-in.token')}</h2>
          <Field label={say('sign-in.token.label')} help={say('sign-in.token.help')}>
            <input name="token" type="password" required autocomplete="off" spellcheck={false} />
          </Field>
          {problem && <ProblemNotice problem={problem} />}
          <p>
            <button type="submit">{say('sign-in.token.do')}</button>
          </p>
        </form>
      </section>
    </div>
  );
}

/** Back from GitHub the browser comes to where it was going. */
function signInAddress(): string {
  const place = location.hash.startsWith('#/sign-in') ? '/' : `/${location.hash}`;
  return `/api/v1/session/github?${new URLSearchParams({ return: place }).toString()}`;
}
