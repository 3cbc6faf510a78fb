import type { Effect, GitHubServer } from '../../github-server/control.ts';
import type { Arrival } from './learners-at-deadline.ts';

/** A pull request and when it was opened, in milliseconds since the epoch. */
export interface OpenedPullRequest extends Arrival {
  number: number;
  headSha: string;
  openedAt: number;
}

/** What became of one pull request; times in seconds after it was opened, undefined for what never came. */
export interface PullRequestStory {
  learner: 'single' | 'busy';
  /** 1 for a learner's first. */
  place: number;
  /** Milliseconds since the epoch. */
  openedAt: number;
  graded: number | undefined;
  verdictShown: number | undefined;
  /** The comment as it is in the end. */
  commentShown: number | undefined;
  checkRuns: number;
  comments: number;
  conclusion: string | null | undefined;
}

export interface DeadlineStory {
  pullRequests: PullRequestStory[];
  /** The most writes of a kind that any window of this length saw. */
  most: { writesIn10Seconds: number; createsInMinute: number; createsInHour: number };
  writes: number;
  refusedByGitHub: number;
  violations: number;
  /** Until everything was shown. */
  minutes: number;
}

/** What GitHub shows of the pull requests, and what it counted; `gradedAt` has milliseconds since the epoch by commit. */
export function readStory(
  github: GitHubServer,
  opened: readonly OpenedPullRequest[],
  gradedAt: ReadonlyMap<string, number>,
): Omit<DeadlineStory, 'minutes'> {
  const effects = byRepository(github.effects);
  return {
    pullRequests: opened.map((one) => storyOf(github, effects, one, gradedAt.get(one.headSha))),
    ...limitsOf(github),
    violations: github.violations.length,
  };
}

function storyOf(
  github: GitHubServer,
  effects: ReadonlyMap<string | null, readonly Effect[]>,
  { kind, repository, place, number, headSha, openedAt }: OpenedPullRequest,
  graded: number | undefined,
): PullRequestStory {
  const checkRuns = github.checkRuns(repository, headSha).filter(({ name }) => name !== 'grading');
  const seconds = (at: number | undefined) => (at === undefined ? undefined : (at - openedAt) / 1000);
  const ours = effects.get(github.repository(repository).fullName) ?? [];
  return {
    learner: kind,
    place,
    openedAt,
    checkRuns: checkRuns.length,
    comments: github.comments(repository, number).length,
    conclusion: checkRuns[0]?.conclusion,
    graded: seconds(graded),
    verdictShown: seconds(ours.find(isVerdictOn(headSha))?.at),
    commentShown: seconds(ours.findLast(isCommentOn(number))?.at),
  };
}

function byRepository(effects: readonly Effect[]): Map<string | null, Effect[]> {
  const groups = new Map<string | null, Effect[]>();

  for (const effect of effects) {
    const group = groups.get(effect.repository);
    if (group === undefined) groups.set(effect.repository, [effect]);
    else group.push(effect);
  }

  return groups;
}

function isVerdictOn(headSha: string) {
  return ({ operationId, body, result }: Effect) =>
    operationId.startsWith('checks/') &&
    (result as { head_sha?: string }).head_sha === headSha &&
    (body as { status?: string }).status === 'completed';
}

function isCommentOn(number: number) {
  return ({ operationId, result }: Effect) =>
    operationId.startsWith('issues/') &&
    (result as { issue_url?: string }).issue_url?.endsWith(`/issues/${number}`) === true;
}

function limitsOf(github: GitHubServer) {
  const writes = github.effects.filter(({ operationId }) => !operationId.startsWith('apps/'));
  const creates = writes.filter(({ operationId }) => operationId.includes('/create'));
  return {
    writes: writes.length,
    refusedByGitHub: github.requests.filter(({ status }) => status === 403 || status === 429).length,
    most: {
      writesIn10Seconds: mostWithin(writes, 10_000),
      createsInMinute: mostWithin(creates, 60_000),
      createsInHour: mostWithin(creates, 3_600_000),
    },
  };
}

/** The most that any window of so many milliseconds holds. */
function mostWithin(effects: readonly Effect[], milliseconds: number): number {
  let first = 0;
  let most = 0;

  effects.forEach(({ at }, index) => {
    while ((effects[first]?.at ?? at) <= at - milliseconds) first += 1;
    most = Math.max(most, index - first + 1);
  });

  return most;
}
