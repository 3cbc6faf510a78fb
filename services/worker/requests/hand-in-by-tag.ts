import { createHash } from 'node:crypto';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import { exerciseOfTag } from '../../domain/submissions/submit-tag.ts';
import type { Publisher } from '../../github/publishing/publisher.ts';
import { renderTagCheck, tagCheckName, type TagProblem } from '../../report/tag-check.ts';
import { exerciseMap } from '../intake/exercise-map.ts';
import { readHead, type HeadSource } from '../intake/head-now.ts';
import { Failure } from '../../domain/failure.ts';
import { githubBehind, type Try } from '../intake/github-behind.ts';
import { isStaff, type StaffSource } from '../credit/is-staff.ts';
import { unlessCommitGone } from '../publishing/publish-failures.ts';
import { selectExercises } from '../intake/select-exercises.ts';
import type { RepositoryReference, StoredPullRequest } from '../intake/stored-pull-request.ts';

export interface TagNeeds {
  store: {
    handIns: {
      /** Returns how many were not there yet. */
      add(handIns: readonly HandIn[]): Promise<number>;
    };
    pullRequests: {
      get(repositoryId: number, number: number): Promise<StoredPullRequest | undefined>;
      save(pullRequest: StoredPullRequest): Promise<unknown>;
    };
    members: StaffSource;
    teams: { isTogether(courseId: string, one: number, other: number): Promise<boolean> };
  };
  github: {
    forRepository(reference: RepositoryReference): HeadSource & {
      tree(commitSha: string): Promise<{ entries: { path: string; type: string }[] }>;
      /** Numbers of the open pull requests that the commit belongs to. */
      pullRequestsWith(commitSha: string): Promise<number[]>;
    };
  };
  courses: { rulesFor(repository: RepositoryReference): Promise<CourseRules> };
  publisher: Pick<Publisher, 'publishCheck'>;
  takeIn(message: { repositoryId: number; pullNumber: number }): Promise<unknown>;
  exercises: ReadonlySet<string>;
  delivery: Try;
}

/** A tag that somebody pushed. */
export interface PushedTag {
  repository: RepositoryReference;
  /** Without `refs/tags/`. */
  tag: string;
  headSha: string;
  /** When GitHub had it. */
  at: Date;
  by: { id: number; login: string };
}

/**
 * Hands in the commit of a tag for the exercise that the tag names; nothing happens in courses that want no tags. A tag
 * that hands nothing in is answered by a check on its commit. Running it twice changes nothing.
 */
export async function handInByTag(needs: TagNeeds, pushed: PushedTag): Promise<void> {
  const { repository, tag, headSha, at } = pushed;
  const { repositoryId } = repository;
  const rules = await needs.courses.rulesFor(repository);
  const slug = exerciseOfTag(tag);
  if (rules.handIn !== 'tag' || slug === undefined) return;

  const map = exerciseMap(rules, needs.exercises, repository.name);
  if (!map.slugs.has(slug))
    return tell(needs, pushed, rules, { reason: 'unknown-exercise', slugs: [...map.slugs].sort() });
  const { entries } = await needs.github.forRepository(repository).tree(headSha);
  const files = entries.filter(({ type }) => type === 'file').map(({ path }) => ({ path }));
  const folder = selectExercises(files, map).find((one) => one.slug === slug)?.folder;
  if (folder === undefined) return tell(needs, pushed, rules, { reason: 'no-files', exercise: slug });

  const targets = await targetsOf(needs, pushed, rules);
  if (targets.length === 0) return tell(needs, pushed, rules, { reason: 'no-pull-request' });
  const theirs: StoredPullRequest[] = [];
  for (const target of targets) if (await mayHandIn(needs, target, rules, pushed.by.id)) theirs.push(target);
  if (theirs.length === 0) return tell(needs, pushed, rules, { reason: 'not-yours' });

  const added = await needs.store.handIns.add(
    theirs.map(({ number }) => ({
      ...{ repositoryId, pullNumber: number, headSha, folder, at },
      exercise: slug,
    })),
  );

  for (const { number } of theirs) await needs.takeIn({ repositoryId, pullNumber: number });
  if (added === 0) await tell(needs, pushed, rules, { reason: 'handed-in-already' });
}

/** The pull requests that hold the commit, or the branch where pushes are graded. */
async function targetsOf(
  { store, github, delivery }: TagNeeds,
  { repository, headSha, at, by }: PushedTag,
  rules: CourseRules,
): Promise<StoredPullRequest[]> {
  const source = github.forRepository(repository);
  const numbers = rules.gradedBy === 'push' ? [DEFAULT_BRANCH] : await pullRequestsWith(source, headSha);
  // A commit that was pushed with its tag may not be in GitHub's list yet.
  const behind = githubBehind(delivery, 'no pull request of a commit', { headSha });
  if (numbers.length === 0 && behind !== undefined) throw behind;
  return Promise.all(
    numbers.map(async (number) => {
      const stored = await store.pullRequests.get(repository.repositoryId, number);
      if (stored !== undefined) return stored;

      // Nobody told us of it: GitHub does, but for the author of a branch, which is who hands in.
      const unknown: StoredPullRequest = {
        ...{ ...repository, number, headSha, state: 'open', draft: false, updatedAt: at },
        ...{ authorId: by.id, authorLogin: by.login, gradingAllowed: false, helpWanted: false },
      };

      const { author, state, draft, updatedAt, ...now } = await readHead(source, unknown);

      const found: StoredPullRequest = {
        ...{ ...unknown, headSha: now.headSha, state, draft, updatedAt },
        ...{ authorId: author.id, authorLogin: author.login },
      };

      await store.pullRequests.save(found);
      return found;
    }),
  );
}

/** None for a commit that GitHub does not know (any more, or yet). */
async function pullRequestsWith(
  source: { pullRequestsWith(commitSha: string): Promise<number[]> },
  headSha: string,
): Promise<number[]> {
  try {
    return await source.pullRequestsWith(headSha);
  } catch (error) {
    if (error instanceof Failure && error.code === 'commit-gone') return [];
    throw error;
  }
}

/** The author, the author's team, and staff. */
async function mayHandIn(
  { store }: TagNeeds,
  { authorId }: StoredPullRequest,
  rules: CourseRules,
  githubId: number,
): Promise<boolean> {
  if (githubId === authorId) return true;
  if (await isStaff(store.members, rules, githubId)) return true;
  // Whoever pushes to a repository that is graded by push is its author anyway.
  return rules.gradedBy === 'push' || store.teams.isTogether(rules.courseId, authorId, githubId);
}

async function tell(
  { publisher }: TagNeeds,
  { repository, tag, headSha }: PushedTag,
  { languages }: CourseRules,
  problem: TagProblem,
): Promise<void> {
  const digest = createHash('sha256').update(`${tag} ${problem.reason}`).digest('hex').slice(0, 12);

  await unlessCommitGone(async () => {
    await publisher.publishCheck({
      ...{ repository, headSha, name: tagCheckName(tag), externalId: `tag-${digest}`, status: 'completed' },
      ...renderTagCheck(tag, problem, languages),
    });
  });
}
