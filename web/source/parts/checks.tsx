import type { CheckResult, Finding, Report } from '../api/submissions.ts';
import { useWords } from '../words/use-words.ts';
import { CheckCost } from './check-cost.tsx';
import { Prose } from './prose.tsx';
import { Status } from './status.tsx';

/** The checks of a report in the exercise's own order; those that need attention are open. */
export function Checks({
  report,
  underReview,
  onChoose,
}: {
  report: Report;
  /** Ids of the checks that take no points for now. */
  underReview: readonly string[];
  onChoose: (position: NonNullable<Finding['position']>) => void;
}) {
  const { say } = useWords();
  return (
    <div>
      {report.problems.length > 0 && (
        <div class="check">
          <p class="check-head">
            <Status state="fail" /> <span class="title">{say('submission.refused')}</span>
          </p>
          {report.problems.map((finding, at) => (
            <FindingView key={at} finding={finding} onChoose={onChoose} />
          ))}
        </div>
      )}
      {report.checks.map((check) => (
        <CheckView
          key={check.id}
          check={check}
          all={report.checks}
          isUnderReview={underReview.includes(check.id)}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

function CheckView({
  check,
  all,
  isUnderReview,
  onChoose,
}: {
  check: CheckResult;
  all: readonly CheckResult[];
  isUnderReview: boolean;
  onChoose: (position: NonNullable<Finding['position']>) => void;
}) {
  const { say, text, number } = useWords();
  const { status, title, earned, points, findings } = check;

  const head = (
    <>
      <Status state={status} />
      <span class="title">
        <Prose>{text(title)}</Prose>
      </span>
      <span class="muted">{say('points.of', { earned: number(earned), possible: number(points) })}</span>
      {isUnderReview && status !== 'blocked' && (
        <span class="status tone-warn">! {say('exercise.under-review')}</span>
      )}
    </>
  );

  if (findings.length === 0)
    return (
      <div class="check">
        <p class="check-head">{head}</p>
        <CheckCost check={check} all={all} />
      </div>
    );
  return (
    <details class="check" open>
      <summary>{head}</summary>
      <CheckCost check={check} all={all} />
      {findings.map((finding, at) => (
        <FindingView key={at} finding={finding} onChoose={onChoose} />
      ))}
    </details>
  );
}

/** What was expected and found, what shows it, and the next step. */
function FindingView({
  finding: { message, expected, found, position, evidence },
  onChoose,
}: {
  finding: Finding;
  onChoose: (position: NonNullable<Finding['position']>) => void;
}) {
  const { say, text } = useWords();
  return (
    <div class="finding">
      <p>
        <Prose>{text(message.text, message.params)}</Prose>
      </p>
      {(expected !== undefined || found !== undefined) && (
        <dl class="facts">
          {expected !== undefined && (
            <>
              <dt>{say('finding.expected')}</dt>
              <dd class="code">{expected}</dd>
            </>
          )}
          {found !== undefined && (
            <>
              <dt>{say('finding.found')}</dt>
              <dd class="code">{found}</dd>
            </>
          )}
        </dl>
      )}
      {position && (
        <p>
          <button class="link code" onClick={() => onChoose({ ...position })}>
            {position.file}:{position.line}
          </button>
        </p>
      )}
      {message.hint && (
        <p class="hint">
          <strong>{say('finding.hint')}</strong> <Prose>{text(message.hint, message.params)}</Prose>
        </p>
      )}
      {evidence.map((one) => (
        <details key={one.kind + one.source}>
          <summary class="small">
            {say('finding.evidence')}: <span class="code">{one.source}</span>
          </summary>
          <pre class="output" tabIndex={0}>
            {one.text}
          </pre>
        </details>
      ))}
    </div>
  );
}
