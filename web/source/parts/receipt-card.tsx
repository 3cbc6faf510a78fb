import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { downloadReceipt } from '../api/receipts.ts';
import type { Submission } from '../api/submissions.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Prose } from './prose.tsx';
import { useSaid } from './said.tsx';

/** The signed receipt of a result, to keep; and how anybody checks it. */
export function ReceiptCard({ runId, submission }: { runId: string; submission: Submission }) {
  const { say } = useWords();
  const said = useSaid();
  const [problem, setProblem] = useState<ApiProblem>();
  const save = async () => {
    setProblem(undefined);
    try {
      said(say('receipt.saved', { file: await downloadReceipt(runId, submission) }));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Card title={say('receipt.title')}>
      <div class="stack">
        <p>
          <button onClick={() => void save()}>{say('receipt.do')}</button>
        </p>
        {problem && <ProblemNotice problem={problem} />}
        <p class="muted small">
          <Prose>{say('receipt.verify', { keys: `${location.origin}/.well-known/jwks.json` })}</Prose>
        </p>
      </div>
    </Card>
  );
}
