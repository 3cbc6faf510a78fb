import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { downloadReceipt, KEYS_ADDRESS, receiptName } from '../api/receipts.ts';
import type { Submission } from '../api/submissions.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useSaid } from './said.tsx';

/** The signed receipt of a result, to keep; and how anybody checks it. */
export function ReceiptCard({ runId, submission }: { runId: string; submission: Submission }) {
  const { say } = useWords();
  const said = useSaid();
  const [problem, setProblem] = useState<ApiProblem>();
  const file = receiptName(submission);
  const keys = `${location.origin}${KEYS_ADDRESS}`;
  const [before = '', after = ''] = say('receipt.keys').split('{keys}');

  const save = async () => {
    setProblem(undefined);

    try {
      await downloadReceipt(runId, file);
      said(say('receipt.saved', { file }));
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
        <p class="small">{say('receipt.keep')}</p>
        <p class="small">
          {before}
          <a href={KEYS_ADDRESS} download="jwks.json">
            {keys}
          </a>
          {after}
        </p>
        <p class="small">{say('receipt.verify')}</p>
        <pre class="output" tabIndex={0}>
          saiten receipt verify {file} --keys jwks.json
        </pre>
      </div>
    </Card>
  );
}
