import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { readExercises } from '../api/courses.ts';
import { listMembers } from '../api/members.ts';
import { startRegrade } from '../api/regrades.ts';
import { createRequestKeys } from '../api/request-keys.ts';
import { Card } from '../parts/card.tsx';
import { Field } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { RegradeSteps } from '../parts/regrade-steps.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** The first step of a regrade: what is graded again, and why. Nothing that anybody sees changes by it. */
export function NewRegradePage({ course, route }: PageProps) {
  const { say, text } = useWords();
  const submission = route.query.get('submission') ?? '';
  const exercises = useAnswer(`exercises ${course.slug}`, (signal) => readExercises(course.slug, signal));
  const members = useAnswer(`members ${course.slug}`, (signal) => listMembers(course.slug, signal));
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [keys] = useState(() => createRequestKeys());

  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const form = new FormData(event.currentTarget as HTMLFormElement);

    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    };

    const filter =
      submission === ''
        ? {
            ...(field('exercise') && { exercise: field('exercise') }),
            ...(field('learner') && { githubId: Number(field('learner')) }),
            ...(field('result') && { result: field('result') as 'passed' | 'failed' | 'not-graded' }),
            which: 'current' as const,
          }
        : { submissionId: submission, which: 'all' as const };

    try {
      const reason = field('reason') ?? '';
      const { regradeId } = await startRegrade(course.slug, { filter, reason }, keys);
      location.assign(linkTo(['courses', course.slug, 'regrades', regradeId]));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return (
    <>
      <PageHead
        title={say('regrade.new')}
        crumb={<a href={linkTo(['courses', course.slug, 'regrades'])}>{say('regrades.title')}</a>}
        lead={say('regrade.new.lead')}
      />
      <div class="stack">
        <RegradeSteps at="choose" />
        <Card title={say('regrade.choose')}>
          <form class="stack" onSubmit={(event) => void start(event)}>
            {submission === '' ? (
              <div class="form-grid">
                <Field label={say('exercise')}>
                  <select name="exercise">
                    <option value="">{say('all')}</option>
                    {(exercises.value ?? []).map(({ exercise, title }) => (
                      <option key={exercise} value={exercise}>
                        {exercise} {text(title)}
                      </option>
                    ))}
                  </select>
                </Field>
                <Field label={say('learner')}>
                  <select name="learner">
                    <option value="">{say('all')}</option>
                    {(members.value ?? []).map(({ githubId, name, login, pseudonym }) => (
                      <option key={githubId} value={githubId}>
                        {name ?? login ?? pseudonym}
                      </option>
                    ))}
                  </select>
                </Field>
                <Field label={say('state')}>
                  <select name="result">
                    <option value="">{say('all')}</option>
                    {(['passed', 'failed', 'not-graded'] as const).map((state) => (
                      <option key={state} value={state}>
                        {say(`state.${state}`)}
                      </option>
                    ))}
                  </select>
                </Field>
              </div>
            ) : (
              <p>
                {say('regrade.one')} <span class="code">{submission}</span>
              </p>
            )}
            <Field label={say('reason')} help={say('reason.help')}>
              <input name="reason" required maxLength={500} />
            </Field>
            {problem && <ProblemNotice problem={problem} />}
            <p>
              <button class="primary" disabled={busy}>
                {say('regrade.preview')}
              </button>
            </p>
          </form>
        </Card>
      </div>
    </>
  );
}
