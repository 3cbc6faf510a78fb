import { useState } from 'preact/hooks';
import { EVIDENCE_KINDS, readEvidence, type Evidence, type EvidenceKind } from '../api/evidence.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Show } from './show.tsx';

/** What was seen while a run was graded; fetched when somebody wants to see it. */
export function EvidenceCard({ runId }: { runId: string }) {
  const { say } = useWords();
  const [kind, setKind] = useState<EvidenceKind>();
  return (
    <Card title={say('evidence.title')}>
      <div class="stack">
        <div class="row">
          {EVIDENCE_KINDS.map((one) => (
            <button key={one} aria-pressed={one === kind} onClick={() => setKind(one)}>
              {say(`evidence.${one}`)}
            </button>
          ))}
        </div>
        {kind === undefined ? (
          <p class="muted">{say('evidence.choose')}</p>
        ) : (
          <EvidenceText key={kind} runId={runId} kind={kind} />
        )}
      </div>
    </Card>
  );
}

function EvidenceText({ runId, kind }: { runId: string; kind: EvidenceKind }) {
  const { say } = useWords();
  const answer = useAnswer(`evidence ${runId} ${kind}`, (signal) => readEvidence(runId, kind, signal));
  if (answer.problem?.status === 404) return <p class="muted">{say('evidence.none')}</p>;
  return (
    <Show answer={answer}>
      {(evidence) =>
        evidence.items.length === 0 ? (
          <p class="muted">{evidence.missing ?? say('evidence.none')}</p>
        ) : (
          <>
            {!evidence.isComplete && <p class="small">{say('evidence.cut')}</p>}
            <pre class="output" tabIndex={0}>
              {asText(evidence)}
            </pre>
          </>
        )
      }
    </Show>
  );
}

/** Logs are text already; all else is shown as it was kept. */
function asText(evidence: Evidence): string {
  return evidence.kind === 'logs'
    ? evidence.items.map(({ pod, container, text }) => `# ${pod} ${container}\n${text}`).join('\n')
    : evidence.items.map((item) => JSON.stringify(item, undefined, 2)).join('\n');
}
