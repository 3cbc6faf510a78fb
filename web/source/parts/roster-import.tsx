import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { importRoster, type RosterPlan } from '../api/members.ts';
import { createRequestKeys } from '../api/request-keys.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Field } from './field.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** A roster from a spreadsheet: first what it would change, then the change. */
export function RosterImport({ course, onDone }: { course: string; onDone: (sentence?: string) => void }) {
  const { say } = useWords();
  const [csv, setCsv] = useState('');
  const [preview, setPreview] = useState<RosterPlan>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [removeOthers, setRemoveOthers] = useState(false);
  const [busy, setBusy] = useState(false);
  const [keys] = useState(() => createRequestKeys());

  const run = async (isPreview: boolean) => {
    setBusy(true);
    setProblem(undefined);

    try {
      const how = { preview: isPreview, removeOthers };
      // A preview changes nothing, and says how things are now.
      const report = await importRoster(course, csv, how, isPreview ? createRequestKeys() : keys);
      if (isPreview) setPreview(report);
      else onDone(say('roster.imported', { count: report.added.length + report.changed.length }));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  const write = (text: string) => {
    setCsv(text);
    setPreview(undefined);
  };

  return (
    <Card title={say('roster.import')}>
      <div class="stack">
        <ol class="steps">
          <li aria-current={preview ? undefined : 'step'}>{say('roster.step.file')}</li>
          <li aria-current={preview ? 'step' : undefined}>{say('roster.step.check')}</li>
        </ol>
        <Field label={say('roster.file')}>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void event.currentTarget.files?.[0]?.text().then(write)}
          />
        </Field>
        <Field label={say('roster.paste')} help={say('roster.columns')}>
          <textarea class="code" value={csv} onInput={(event) => write(event.currentTarget.value)} />
        </Field>
        <label class="row">
          <input
            type="checkbox"
            checked={removeOthers}
            onChange={(event) => {
              setRemoveOthers(event.currentTarget.checked);
              setPreview(undefined);
            }}
          />
          {say('roster.remove-others')}
        </label>
        {problem && <ProblemNotice problem={problem} />}
        {preview && <Preview report={preview} />}
        <div class="row">
          <button onClick={() => onDone()}>{say('action.cancel')}</button>
          {preview === undefined ? (
            <button class="primary" disabled={csv.trim() === '' || busy} onClick={() => void run(true)}>
              {say('roster.preview')}
            </button>
          ) : (
            <button
              class="primary"
              disabled={preview.wrong.length > 0 || busy}
              onClick={() => void run(false)}
            >
              {say('roster.apply')}
            </button>
          )}
        </div>
      </div>
    </Card>
  );
}

function Preview({ report }: { report: RosterPlan }) {
  const { say } = useWords();

  const groups = [
    { name: say('roster.added'), items: report.added },
    { name: say('roster.changed'), items: report.changed.map(({ after }) => after) },
    { name: say('roster.removed'), items: report.removed },
  ];

  return (
    <div class="stack" role="status">
      <dl class="facts">
        {groups.map(({ name, items }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <strong>{items.length}</strong>{' '}
              <span class="muted">
                {items
                  .slice(0, 12)
                  .map(({ login, name, githubId }) => login ?? name ?? githubId)
                  .join(', ')}
                {items.length > 12 && ' …'}
              </span>
            </dd>
          </Fragment>
        ))}
        <dt>{say('roster.unchanged')}</dt>
        <dd>{report.unchanged}</dd>
      </dl>
      {report.wrong.length > 0 && (
        <div class="notice tone-fail" role="alert">
          <span class="sign" aria-hidden="true">
            !
          </span>
          <div>
            <strong>{say('roster.problems')}</strong>
            <ul>
              {report.wrong.map(({ line, message }) => (
                <li key={line + message}>
                  {say('roster.line', { line })}: <span lang="en">{message}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  );
}
