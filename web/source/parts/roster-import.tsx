import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { importMembers, type ImportReport } from '../api/members.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Field } from './field.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** A roster from a spreadsheet: first what it would change, then the change. */
export function RosterImport({ course, onDone }: { course: string; onDone: (sentence?: string) => void }) {
  const { say } = useWords();
  const [csv, setCsv] = useState('');
  const [preview, setPreview] = useState<ImportReport>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const run = async (isPreview: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const report = await importMembers(course, csv, isPreview);
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
              disabled={preview.problems.length > 0 || busy}
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

function Preview({ report }: { report: ImportReport }) {
  const { say } = useWords();
  const groups = [
    { name: say('roster.added'), items: report.added },
    { name: say('roster.changed'), items: report.changed },
    { name: say('roster.removed'), items: report.removed },
  ];
  return (
    <div class="stack" role="status">
      <dl class="facts">
        {groups.map(({ name, items }) => (
          <>
            <dt>{name}</dt>
            <dd>
              <strong>{items.length}</strong>{' '}
              <span class="muted">
                {items
                  .slice(0, 12)
                  .map(({ login }) => login)
                  .join(', ')}
                {items.length > 12 && ' …'}
              </span>
            </dd>
          </>
        ))}
      </dl>
      {report.problems.length > 0 && (
        <div class="notice tone-fail" role="alert">
          <span class="sign" aria-hidden="true">
            !
          </span>
          <div>
            <strong>{say('roster.problems')}</strong>
            <ul>
              {report.problems.map(({ line, message }) => (
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
