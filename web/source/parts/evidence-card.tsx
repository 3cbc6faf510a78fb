import { useState } from 'preact/hooks';
import { EVIDENCE_KINDS, readEvidence, type EvidenceKind } from '../api/evidence.ts';
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
      {({ items, missing, isComplete }) =>
        items.length === 0 ? (
          <p class="muted">{missing ?? say('evidence.none')}</p>
        ) : (
          <>
            {!isComplete && <p class="small">{say('evidence.cut')}</p>}
            <pre class="output" tabIndex={0}>
              {items.map(asText).join('\n')}
            </pre>
          </>
        )
      }
    </Show>
  );
}

/** Logs are text already; all else is shown as the API server gave it. */
function asText(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('text' in item))
    return JSON.stringify(item, undefined, 2);
  const { pod, container, text } = item as { pod?: string; container?: string; text: string };
  return `# ${pod ?? ''} ${container ?? ''}\n${text}`;
}
