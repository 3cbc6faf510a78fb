import { useState } from 'preact/hooks';
import { decideProposal, listProposals, type Proposal } from '../api/proposals.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { useSaid } from './said.tsx';
import { textOf } from './text-of.ts';
import { Time } from './time.tsx';

const DECISIONS = [
  { kind: 'review', name: 'proposal.review', ask: 'proposal.review.ask' },
  { kind: 'dismiss', name: 'proposal.dismiss', ask: 'proposal.dismiss.ask' },
] as const;

/**
 * The checks of an exercise that contradicted themselves: those that wait for a decision, with what shows it, and what was
 * decided about others; nothing where there are none.
 */
export function Proposals({
  course,
  exercise,
  mayDecide,
  onDecided,
}: {
  course: string;
  exercise: string;
  mayDecide: boolean;
  onDecided: () => void;
}) {
  const { say } = useWords();
  const said = useSaid();
  const [chosen, setChosen] = useState<{ proposal: Proposal; decision: (typeof DECISIONS)[number] }>();

  const answer = useAnswer(`proposals ${course} ${exercise}`, (signal) =>
    listProposals(course, exercise, signal),
  );

  const proposals = answer.value ?? [];
  return (
    <>
      {proposals.length > 0 && (
        <Card title={say('proposal.title')}>
          <p class="muted">{say('proposal.lead')}</p>
          <ul class="plain stack">
            {proposals.map((one) => (
              <li key={one.proposalId}>
                <h3>{one.checkId}</h3>
                <p>{one.reason}</p>
                <p class="muted small">
                  {one.evidence.map(({ passedRunId, failedRunId }) => (
                    <span class="code" key={failedRunId}>
                      {passedRunId} ✓ / {failedRunId} ✗{' '}
                    </span>
                  ))}
                </p>
                {one.decision === undefined ? (
                  <p class="muted small">
                    <Time at={one.since} />
                  </p>
                ) : (
                  <p>
                    {say(one.decision.kind === 'review' ? 'proposal.reviewed' : 'proposal.dismissed')}{' '}
                    {one.decision.reason}{' '}
                    <span class="muted small">
                      {one.decision.by} · <Time at={one.decision.at} />
                    </span>
                  </p>
                )}
                {mayDecide &&
                  one.decision === undefined &&
                  DECISIONS.map((decision) => (
                    <button key={decision.kind} onClick={() => setChosen({ proposal: one, decision })}>
                      {say(decision.name)}
                      <span class="unseen"> {one.checkId}</span>
                    </button>
                  ))}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {chosen && (
        <Dialog
          title={`${say(chosen.decision.name)}: ${chosen.proposal.checkId}`}
          submit={say(chosen.decision.name)}
          onStale={answer.reload}
          onClose={() => setChosen(undefined)}
          onSubmit={async (form, keys) => {
            const { kind } = chosen.decision;
            const reason = textOf(form, 'reason');
            const run = kind === 'review' ? { solutionRunId: textOf(form, 'solutionRunId') } : {};
            await decideProposal(course, chosen.proposal, { decision: kind, reason, ...run }, keys);
            answer.reload();
            onDecided();
            said(say('proposal.decided'));
          }}
        >
          <p>{say(chosen.decision.ask)}</p>
          {chosen.decision.kind === 'review' && (
            <Field label={say('proposal.solution-run')} help={say('proposal.solution-run.help')}>
              <input name="solutionRunId" required pattern="[0-9A-Z]{26}" />
            </Field>
          )}
          <Field label={say('reason')} help={say('reason.help')}>
            <input name="reason" required maxLength={1000} />
          </Field>
        </Dialog>
      )}
    </>
  );
}
