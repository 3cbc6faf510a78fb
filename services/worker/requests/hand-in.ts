import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { HandIn } from '../../domain/submissions/hand-in.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import { exerciseMap } from '../intake/exercise-map.ts';
import { findChanges, type ChangeSource } from '../intake/find-changes.ts';
import { firstHeard, type HeardHeads } from '../intake/first-heard.ts';
import type { Try } from '../intake/github-behind.ts';
import type { HeadSource } from '../intake/head-now.ts';
import { readSettledHead, type SettledNeeds } from '../intake/read-settled-head.ts';
import { selectExercises } from '../intake/select-exercises.ts';
import type { RepositoryReference, StoredPullRequest } from '../intake/stored-pull-request.ts';

export interface HandInNeeds extends SettledNeeds {
  store: {
    heads: HeardHeads;
    handIns: {
      /** Returns how many were not there yet. */
      add(handIns: readonly HandIn[]): Promise<number>;
    };
    pullRequests: {
      change(repositoryId: number, number: number, change: { notice: Notice }): Promise<void>;
    };
  };
  github: {
    forRepository(reference: RepositoryReference): HeadSource & ChangeSource;
  };
  courses: { rulesFor(repository: RepositoryReference): Promise<CourseRules> };
  /** Looks at the pull request as it is now, as after a push. */
  takeIn(message: { repositoryId: number; pullNumber: number }): Promise<unknown>;
  exercises: ReadonlySet<string>;
  now: () => number;
  delivery: Try;
}

/** What somebody said on a pull request: when, and which head was known when that was accepted. */
export interface Said {
  at: Date;
  headSha?: string;
}

/**
 * Hands in the newest commit of a pull request for every exercise that it touches. Its time is that of the comment; a
 * commit that came after the comment was written is handed in no earlier than it was first heard of. Returns whether anything was
 * handed in that was not before; else the pull request has a notice that says why not.
 */
export async function handIn(needs: HandInNeeds, stored: StoredPullRequest, said: Said): Promise<boolean> {
  const { repositoryId, number, name } = stored;
  const { pullRequests } = needs.store;
  const rules = await needs.courses.rulesFor(stored);

  const say = async (notice: Notice) => {
    await pullRequests.change(repositoryId, number, { notice });
    return false;
  };

  if (rules.handIn !== 'command' || number === DEFAULT_BRANCH)
    return say({ kind: 'handed-in-otherwise', headSha: stored.headSha, handIn: rules.handIn });
  const repository = needs.github.forRepository(stored);
  const head = await readSettledHead(needs, repository, stored, needs.delivery);
  const { headSha, updatedAt } = head;
  const map = exerciseMap(rules, needs.exercises, name);

  const changes = await findChanges(repository, {
    ...{ number, head, map, delivery: needs.delivery },
    submissions: [],
  });

  const selected = selectExercises(changes.files, map);
  if (selected.length === 0)
    return say({ kind: 'nothing-to-hand-in', headSha, slugs: [...map.slugs].sort() });

  const heardAt = await firstHeard(
    needs.store.heads,
    { repositoryId, number, headSha, updatedAt },
    new Date(needs.now()),
  );

  const at = headSha === said.headSha || heardAt < said.at ? said.at : heardAt;

  const added = await needs.store.handIns.add(
    selected.map(({ slug, folder }) => ({
      ...{ repositoryId, pullNumber: number, headSha, folder, at },
      exercise: slug,
    })),
  );

  await needs.takeIn({ repositoryId, pullNumber: number });
  return added > 0 || say({ kind: 'handed-in-already', headSha });
}
