import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { GradingReport } from '../../domain/submissions/grading-report.ts';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { reportAsCounted } from '../../domain/grades/report-as-counted.ts';
import { LISTED_ATTEMPTS } from '../../report/blocks/attempts-table.ts';
import type { RunProgress } from '../../domain/submissions/run-progress.ts';
import type { AttemptSummary, Standing, SubmissionView } from '../../report/submission-view.ts';
import { attemptsLeft, type AttemptSource } from '../intake/attempts-left.ts';
import type { RepositoryReference, StoredPullRequest } from '../intake/stored-pull-request.ts';
import { viewOf, type PublishedSubmission, type ReportedSubmission } from './submission-views.ts';

interface GradeKey {
  courseId: string;
  exercise: string;
  githubId: number;
}

interface StoredGrade {
  earned: number;
  possible: number;
  lateSeconds: number;
  overrideId?: string;
  attempts: number;
}

export interface PublicationSnapshotNeeds {
  store: {
    submissions: AttemptSource & {
      atCommits(
        repositoryId: number,
        number: number,
        heads: readonly string[],
      ): Promise<PublishedSubmission[]>;
      judgedAttempts(
        of: { repositoryId: number; pullNumber: number; exercise: string },
        most: number,
      ): Promise<{ newest: AttemptSummary[]; count: number }>;
    };
    quarantines: {
      list(courseId: string, filter: { exercise: string }): Promise<Pick<Quarantine, 'checkId' | 'lift'>[]>;
    };
    runs: { latestReport(submissionId: string): Promise<GradingReport | undefined> };
    progress: { get(submissionId: string): Promise<RunProgress | undefined> };
    results: { isHeld(courseId: string, exercise: string): Promise<boolean> };
    grades: { get(of: GradeKey): Promise<StoredGrade | undefined> };
    overrides: { comment(of: GradeKey): Promise<string | undefined> };
  };
  courses: { rulesFor(repository: RepositoryReference): Promise<CourseRules> };
  detailsUrl(submissionId: string): string | undefined;
  receiptUrl(runId: string): string | undefined;
  now: () => number;
}

/** What is published of a pull request at one moment. */
export interface PublicationSnapshot {
  pullRequest: StoredPullRequest;
  rules: CourseRules;
  /** Those of its head, and of the other commits that something is to be told of; a branch has had many more. */
  all: readonly PublishedSubmission[];
  /** What was read of them already, by submission. */
  reported: Map<string, Promise<ReportedSubmission>>;
  /** What was rendered of them already, by submission. */
  views: Map<string, Promise<SubmissionView>>;
}

/** Reads from the store what is to be told of a pull request: its submissions at once, a result when it is shown. */
export function createPublicationSnapshots(needs: PublicationSnapshotNeeds) {
  const { store } = needs;

  return {
    /** Of the head, and of the commits given. */
    async read(pullRequest: StoredPullRequest, heads: readonly string[]): Promise<PublicationSnapshot> {
      const { repositoryId, number, headSha } = pullRequest;
      const rules = await needs.courses.rulesFor(pullRequest);
      const commits = [...new Set([headSha, ...heads])];
      const all = await store.submissions.atCommits(repositoryId, number, commits);
      return { pullRequest, rules, all, reported: new Map(), views: new Map() };
    },
    reported,
    /** Once an edition, however many places show it. */
    view(edition: PublicationSnapshot, submission: PublishedSubmission): Promise<SubmissionView> {
      const known = edition.views.get(submission.id) ?? view(edition, submission);
      edition.views.set(submission.id, known);
      return known;
    },
  };

  /** The submission with its result, read once an edition. */
  function reported(
    edition: PublicationSnapshot,
    submission: PublishedSubmission,
  ): Promise<ReportedSubmission> {
    const known = edition.reported.get(submission.id) ?? withReport(submission);
    edition.reported.set(submission.id, known);
    return known;
  }

  async function withReport(submission: PublishedSubmission): Promise<ReportedSubmission> {
    return {
      ...submission,
      ...(await judged(submission)),
      progress: submission.state === 'grading' ? await store.progress.get(submission.id) : undefined,
    };
  }

  /** The report as it counts, whatever is under review. */
  async function judged({
    id,
    attempt,
    courseId,
    exercise,
  }: Pick<PublishedSubmission, 'id' | 'attempt' | 'courseId' | 'exercise'>) {
    const report = numbered(await store.runs.latestReport(id), attempt);
    if (report === undefined) return { report, underReview: [] };
    return reportAsCounted(report, await store.quarantines.list(courseId, { exercise }));
  }

  async function view(
    edition: PublicationSnapshot,
    submission: PublishedSubmission,
  ): Promise<SubmissionView> {
    const { pullRequest, rules } = edition;
    const { repositoryId, number: pullNumber, authorId, headSha, hintsAt } = pullRequest;
    const perDay = rules.attemptsPerDay;
    const { courseId, exercise } = submission;
    const key = { courseId, exercise, githubId: submission.authorId };
    const grade = await store.grades.get(key);
    return viewOf(await reported(edition, submission), {
      detailsUrl: needs.detailsUrl,
      receiptUrl: needs.receiptUrl,
      isHeld: await store.results.isHeld(courseId, exercise),
      standing: standingOf(grade),
      note: await store.overrides.comment(key),
      hintsOpen: hintsAt === headSha,
      handIn: rules.handIn,
      judged: await store.submissions.judgedAttempts({ repositoryId, pullNumber, exercise }, LISTED_ATTEMPTS),
      attemptsLeft:
        perDay === undefined || submission.uncredited === 'staff'
          ? undefined
          : {
              perDay,
              left: await leastLeft(
                submission.team?.members.map(({ githubId }) => githubId) ?? [authorId],
                exercise,
                rules,
              ),
            },
    });
  }

  /** An attempt of a team is one of each member: the team has as many as who has the fewest. */
  async function leastLeft(learners: readonly number[], exercise: string, rules: CourseRules) {
    const now = new Date(needs.now());

    const all = await Promise.all(
      learners.map((authorId) => attemptsLeft(store.submissions, { authorId, exercise }, rules, now)),
    );

    return Math.min(...all.map(({ left }) => left));
  }
}

/** Nothing while there is neither a result that counts nor points that somebody set. */
function standingOf(grade: StoredGrade | undefined): Standing | undefined {
  if (grade === undefined || (grade.attempts === 0 && grade.overrideId === undefined)) return undefined;
  const { earned, possible, lateSeconds, overrideId } = grade;
  return { earned, possible, lateSeconds, isOverridden: overrideId !== undefined };
}

/** The preview of a regrade gets its number when it is published. */
function numbered(report: GradingReport | undefined, attempt: number): GradingReport | undefined {
  return report && { ...report, attempt };
}
