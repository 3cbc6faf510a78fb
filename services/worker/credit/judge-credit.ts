import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Uncredited } from '../../domain/grades/credit.ts';
import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Role } from '../../domain/courses/role.ts';
import { accountKind, type Account } from './account-kind.ts';
import type { TreeSource } from '../intake/changes-by-trees.ts';
import { touchesWork, type ChangedFile } from '../intake/select-exercises.ts';
import type { TeamSource } from '../intake/team-admission.ts';

interface Commit {
  sha: string;
  author?: Account;
  isMerge: boolean;
}

export interface CreditSource extends TreeSource {
  commitsOf(number: number): Promise<readonly Commit[]>;
  commit(sha: string): Promise<{ files: readonly ChangedFile[] }>;
  changedFiles(
    number: number,
    of: { expected?: number; headSha?: string },
  ): Promise<readonly (ChangedFile & { sha?: string })[] | undefined>;
  pullRequest(number: number): Promise<{ baseSha?: string }>;
  mergeBase(baseSha: string, headSha: string): Promise<string | undefined>;
}

/** Work of an exercise that counts for somebody, in one folder of a repository. */
export interface CreditedWork {
  learners: readonly number[];
  pullNumber: number;
  headSha: string;
  /** Whether it lies in the branch that others start from. */
  isMerged: boolean;
}

export interface CreditStore {
  members: { roleOf(courseId: string, githubId: number): Promise<Role | undefined> };
  teams: TeamSource;
  submissions: {
    /** Newest first. */
    creditedIn(place: { repositoryId: number; exercise: string; folder: string }): Promise<CreditedWork[]>;
  };
}

/** GitHub lists no more commits of a pull request. */
const MOST_COMMITS = 250;
/** Commits that are looked into at most. */
const MOST_READ = 30;
/** Pull requests of others that are looked into at most. */
const MOST_MERGED = 5;

/**
 * Makes the judge of one commit: why the result of an exercise counts for nobody; undefined when it counts. It counts when
 * one of the commits that changed the work was written by the author or the team, and when what they began from was not
 * somebody else's. See docs/decisions/0120-whose-work-counts.md. What cannot be known speaks for the learner.
 */
export function creditJudge(
  store: CreditStore,
  source: CreditSource,
  {
    repositoryId,
    number,
    headSha,
    authorId,
    rules,
  }: {
    repositoryId: number;
    number: number;
    headSha: string;
    authorId: number;
    rules: Pick<CourseRules, 'courseId' | 'staff'>;
  },
): (exercise: { slug: string; folder: string; isHandedIn: boolean }) => Promise<Uncredited | undefined> {
  let listed: Promise<readonly Commit[]> | undefined;
  const commits = () => (listed ??= source.commitsOf(number));
  const changed = new Map<string, Promise<readonly ChangedFile[]>>();

  const filesOf = (sha: string) => {
    const files = changed.get(sha) ?? source.commit(sha).then((commit) => commit.files);
    changed.set(sha, files);
    return files;
  };

  return async ({ slug, folder, isHandedIn }) => {
    const team = await store.teams.of({ courseId: rules.courseId, exercise: slug, githubId: authorId });
    const own = new Set([authorId, ...(team?.members ?? []).map(({ githubId }) => githubId)]);
    if (await beganFromOthers(own, { slug, folder })) return 'others-work';
    // Whoever hands a commit in says that it is theirs, whoever pushed: staff and tools push for learners too.
    if (isHandedIn || number === DEFAULT_BRANCH) return undefined;
    return (await wroteSome(own, folder)) ? undefined : 'others-commits';
  };

  async function beganFromOthers(
    own: ReadonlySet<number>,
    { slug, folder }: { slug: string; folder: string },
  ): Promise<boolean> {
    const all = await store.submissions.creditedIn({ repositoryId, exercise: slug, folder });
    const isOwn = ({ learners }: CreditedWork) => learners.some((one) => own.has(one));
    const others = all.filter((one) => !isOwn(one));
    if (others.length === 0 || all.some((one) => one.isMerged && isOwn(one))) return false;
    if (number === DEFAULT_BRANCH) return others.some((one) => one.pullNumber === DEFAULT_BRANCH);
    const ours = new Set((await commits()).map(({ sha }) => sha));
    if (others.some((one) => ours.has(one.headSha))) return true;
    const merged = others.filter((one) => one.isMerged && one.pullNumber !== DEFAULT_BRANCH);
    return merged.length > 0 && liesUnder(merged, folder);
  }

  /** Whether a file that another pull request brought lies, as it brought it, where this one began. */
  async function liesUnder(merged: readonly CreditedWork[], folder: string): Promise<boolean> {
    const { baseSha } = await source.pullRequest(number);
    const base = baseSha === undefined ? undefined : await source.mergeBase(baseSha, headSha);
    if (base === undefined) return false;
    const { entries } = await source.tree(base);
    const there = new Set(entries.map(({ path, sha }) => `${sha} ${path}`));

    for (const other of [...new Set(merged.map((one) => one.pullNumber))].slice(0, MOST_MERGED)) {
      const files = (await source.changedFiles(other, {})) ?? [];
      if (files.some((file) => touchesWork([file], folder) && there.has(`${file.sha} ${file.path}`)))
        return true;
    }

    return false;
  }

  async function wroteSome(own: ReadonlySet<number>, folder: string): Promise<boolean> {
    const all = await commits();
    if (all.length >= MOST_COMMITS || !all.some(({ sha }) => sha === headSha)) return true;
    const written = all.filter(({ isMerge }) => !isMerge);

    const accounts = new Map(
      written.flatMap(({ author }) => (author === undefined ? [] : [[author.id, author]])),
    );

    const others = new Set<number>();
    for (const account of accounts.values()) if (await isOther(account, own)) others.add(account.id);
    const theirs = written.filter(({ author }) => author === undefined || !others.has(author.id));
    if (others.size === 0 || theirs.length > MOST_READ) return true;
    for (const { sha } of theirs.toReversed()) if (touchesWork(await filesOf(sha), folder)) return true;
    return false;
  }

  /** A bot, staff, or another member of the course. An account that nobody knows may be a second one of the learner's. */
  async function isOther(account: Account, own: ReadonlySet<number>): Promise<boolean> {
    if (own.has(account.id)) return false;
    if ((await accountKind(store.members, rules, account)) !== 'learner') return true;
    return (await store.members.roleOf(rules.courseId, account.id)) !== undefined;
  }
}
