import { useState } from 'preact/hooks';
import { isAtLeast } from '../api/courses.ts';
import { readManifests, type ManifestFile } from '../api/evidence.ts';
import { readSubmission, type Finding, type SubmissionDetail } from '../api/submissions.ts';
import { Card } from '../parts/card.tsx';
import { Checks } from '../parts/checks.tsx';
import { Empty } from '../parts/empty.tsx';
import { EvidenceCard } from '../parts/evidence-card.tsx';
import { Figures } from '../parts/figures.tsx';
import { handedInBy } from '../parts/handed-in-by.ts';
import { Manifests, type Mark } from '../parts/manifests.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReceiptCard } from '../parts/receipt-card.tsx';
import { Show } from '../parts/show.tsx';
import { Status } from '../parts/status.tsx';
import { Time } from '../parts/time.tsx';
import { Timeline } from '../parts/timeline.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

/** One submission: what came of it, why, and how it went, while it goes on as well. */
export function SubmissionPage({ course, role, githubId, route }: PageProps) {
  const { say, text } = useWords();
  const id = route.parts[3] ?? '';
  const answer = useAnswer(`submission ${id}`, (signal) => readSubmission(id, signal));

  const connected = useLive(course.slug, ({ data }) => {
    if (JSON.stringify(data).includes(id)) answer.reload();
  });

  const title =
    text(answer.value?.report?.exercise.title) || (answer.value?.submission.exercise ?? say('submission'));

  const isStaff = isAtLeast(role, 'read-only');
  const person = answer.value?.submission.authorId ?? githubId;
  return (
    <>
      <PageHead
        title={title}
        crumb={
          isStaff ? (
            <a href={linkTo(['courses', course.slug, 'submissions'])}>{say('submissions.title')}</a>
          ) : (
            <a href={linkTo(['courses', course.slug, 'mine'])}>{say('mine.title')}</a>
          )
        }
        lead={
          answer.value && (
            <>
              {handedInBy(answer.value.submission)} · {answer.value.submission.exercise} ·{' '}
              <Source detail={answer.value} />
            </>
          )
        }
      >
        {isStaff && answer.value && (
          <>
            {person !== undefined && (
              <a
                href={linkTo(['courses', course.slug, 'learners', person, answer.value.submission.exercise])}
              >
                {say('submission.grade')}
              </a>
            )}
            {isAtLeast(role, 'assistant') && (
              <a href={linkTo(['courses', course.slug, 'regrades', 'new'], { submission: id })}>
                {say('submission.regrade')}
              </a>
            )}
          </>
        )}
      </PageHead>
      <Show answer={answer}>
        {(detail) => <SubmissionView detail={detail} connected={connected} isStaff={isStaff} />}
      </Show>
    </>
  );
}

/** The commit, and the way to where it was pushed. */
function Source({ detail: { submission, sourceUrl } }: { detail: SubmissionDetail }) {
  const { say } = useWords();
  const commit = <span class="code">{submission.headSha.slice(0, 7)}</span>;
  if (sourceUrl === undefined) return commit;
  if (submission.pullNumber === 0) return <a href={sourceUrl}>{commit}</a>;
  return (
    <>
      {commit} · <a href={sourceUrl}>{say('submission.pull', { number: submission.pullNumber })}</a>
    </>
  );
}

function SubmissionView({
  detail,
  connected,
  isStaff,
}: {
  detail: SubmissionDetail;
  connected: boolean;
  isStaff: boolean;
}) {
  const { say, number } = useWords();
  const { submission, report, runs } = detail;
  const [chosen, setChosen] = useState<Finding['position']>();
  const runId = report?.runId;

  const manifests = useAnswer(`manifests ${runId ?? ''}`, async (signal) =>
    runId === undefined ? [] : readManifests(runId, signal),
  );

  const findings =
    report === undefined ? [] : [...report.problems, ...report.checks.flatMap((one) => one.findings)];

  return (
    <div class="stack">
      <Figures
        items={[
          { name: say('state'), value: <Status state={report?.verdict ?? submission.state} /> },
          ...(report === undefined
            ? []
            : [
                {
                  name: say('points'),
                  value: number(report.score.earned),
                  note: `/ ${number(report.score.possible)}`,
                },
              ]),
          { name: say('attempt'), value: submission.attempt },
          { name: say('submitted'), value: <small>{<Time at={submission.createdAt} />}</small> },
        ]}
      />
      {report === undefined && (
        <Empty title={say(whyNoReport(detail).title)}>
          <p>{say(whyNoReport(detail).next)}</p>
        </Empty>
      )}
      {report && (
        <div class="beside">
          <Card title={say('submission.checks')}>
            <Checks report={report} underReview={detail.underReview ?? []} onChoose={setChosen} />
          </Card>
          <Card title={say('submission.manifests')}>
            <ManifestsOrWhyNot files={manifests} marks={marksOf(findings)} chosen={chosen} />
          </Card>
        </div>
      )}
      <div class="columns">
        <Timeline submission={submission} runs={runs} report={report} connected={connected} />
        {runId !== undefined && (report?.verdict === 'passed' || report?.verdict === 'failed') && (
          <ReceiptCard runId={runId} submission={submission} />
        )}
        {isStaff && runId !== undefined && <EvidenceCard runId={runId} />}
      </div>
    </div>
  );
}

function ManifestsOrWhyNot({
  files,
  marks,
  chosen,
}: {
  files: ReturnType<typeof useAnswer<readonly ManifestFile[]>>;
  marks: readonly Mark[];
  chosen: Finding['position'];
}) {
  const { say } = useWords();
  if (files.problem?.status === 404 || files.value?.length === 0)
    return <p class="muted">{say('submission.no-manifests')}</p>;
  return <Show answer={files}>{(found) => <Manifests files={found} marks={marks} chosen={chosen} />}</Show>;
}

function marksOf(findings: readonly Finding[]): Mark[] {
  return findings.flatMap(({ position, message }) =>
    position === undefined ? [] : [{ ...position, text: message.text, params: message.params }],
  );
}

function isOpen(state: string): boolean {
  return state === 'queued' || state === 'grading';
}

/** Why there is no report to show: a held result exists, and its learner sees it when it is released. */
function whyNoReport({ submission, held }: SubmissionDetail) {
  if (isOpen(submission.state))
    return { title: 'submission.waiting', next: 'submission.waiting.next' } as const;
  return held && submission.state === 'graded'
    ? ({ title: 'submission.held', next: 'submission.held.next' } as const)
    : ({ title: 'submission.no-result', next: 'submission.no-result.next' } as const);
}
