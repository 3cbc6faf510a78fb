import type { Report, Run, Submission } from '../api/submissions.ts';
import { phaseName } from '../phase-name.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Status } from './status.tsx';
import { Time } from './time.tsx';

/** How a submission went, in the order it happened; it grows while it is graded. */
export function Timeline({
  submission,
  runs,
  report,
  connected,
}: {
  submission: Submission;
  runs: readonly Run[];
  report: Report | undefined;
  connected: boolean;
}) {
  const { say, length } = useWords();
  return (
    <Card
      title={say('timeline.title')}
      aside={<span class="muted small">{say(connected ? 'live.on' : 'live.off')}</span>}
    >
      <ol class="timeline" aria-live="polite">
        <li class="done">
          <span>{say('timeline.submitted')}</span>
          <Time at={submission.createdAt} />
        </li>
        {runs.map((run) => (
          <li key={run.runId} class={run.finishedAt === undefined ? '' : 'done'}>
            <span>
              {say('timeline.run', { worker: run.workerId })} <Status state={run.state} />
              {run.failure && (
                <span class="muted small">
                  <br />
                  {run.failure.message} ({run.failure.code})
                </span>
              )}
              {report?.runId === run.runId && (
                <span class="muted small">
                  {report.timings.map(({ phase, durationMs }) => (
                    <span key={phase}>
                      <br />
                      {phaseName(phase, say)}: {length(durationMs / 1000)}
                    </span>
                  ))}
                </span>
              )}
            </span>
            <Time at={run.startedAt} />
          </li>
        ))}
        {report && (
          <li class="done">
            <span>
              {say('timeline.result')} <Status state={report.verdict} />
            </span>
            <Time at={report.finishedAt} />
          </li>
        )}
      </ol>
      <p class="muted small">
        {say('timeline.reference')} <span class="code">{report?.runId ?? submission.id}</span>
      </p>
    </Card>
  );
}
