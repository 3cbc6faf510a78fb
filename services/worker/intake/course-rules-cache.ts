import { createHash } from 'node:crypto';
import { readCourseFiles, type CourseReading } from '../../course/read-course-files.ts';
import { rulesWithoutCourse, type DefaultRules } from '../../course/rules-for.ts';
import { rulesOfCourses } from '../../course/rules-of-courses.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { Publisher } from '../../github/publishing/publisher.ts';
import { renderCourseCheck } from '../../report/course-check.ts';
import type { RepositoryReference } from './stored-pull-request.ts';

const MAX_BYTES = 1024 * 1024;
/** Milliseconds before a course that could not be read is looked at again without a push. */
const PATIENCE_MS = 60_000;

interface StoredCourse {
  courseId: number;
  owner: string;
  name: string;
  installationId?: number;
  headSha: string;
  file: object;
}

interface CourseSource {
  defaultBranch(): Promise<{ headSha: string }>;
  tree(commitSha: string): Promise<{ entries: { path: string; type: string; sha: string }[] }>;
  blob(sha: string, options: { maxBytes: number }): Promise<Uint8Array>;
}

export interface CourseRulesCacheNeeds {
  store: {
    courseFiles: {
      ofOwner(owner: string): Promise<StoredCourse[]>;
      save(
        course: StoredCourse,
        learners: readonly { githubId: number; login?: string; name?: string }[],
        teams: readonly { name: string; members: readonly number[]; exercises?: readonly string[] }[],
      ): Promise<void>;
    };
    courses: {
      /** The course of an instructor repository; the default one when there is none such, or without an id. */
      ofRepository(repositoryId: number | undefined): Promise<{ courseId: string; timeZone: string }>;
    };
  };
  github: {
    forRepository(reference: RepositoryReference): CourseSource;
    findRepository(owner: string, name: string): Promise<RepositoryReference | undefined>;
  };
  publisher: Pick<Publisher, 'publishCheck'>;
  /** Instructor repositories as `owner/name`. Only these are believed: learners can write files too. */
  names: readonly string[];
  exercises: ReadonlySet<string>;
  defaults: DefaultRules;
  logger: { warn(facts: object, message: string): void };
  now: () => number;
}

export interface CourseRulesCache {
  /** By what a repository is graded: its course's rules, else the settings of the deployment. */
  rulesFor(repository: RepositoryReference): Promise<CourseRules>;
  /**
   * Reads the course again if this is an instructor repository, and tells its authors what is wrong with it. `head` says
   * which commit is the newest.
   */
  refresh(repository: RepositoryReference, head: () => Promise<{ headSha: string }>): Promise<void>;
}

/** The courses of the deployment. A course speaks only for repositories of its own owner. */
export function createCourseRulesCache(needs: CourseRulesCacheNeeds): CourseRulesCache {
  const { store, github, publisher, names, defaults } = needs;
  const tried = new Map<string, number>();

  async function coursesOf(owner: string): Promise<StoredCourse[]> {
    const named = names.filter((name) => name.toLowerCase().startsWith(`${owner.toLowerCase()}/`));
    if (named.length === 0) return [];
    const stored = await store.courseFiles.ofOwner(owner);
    if (stored.length >= named.length) return stored;

    for (const fullName of named) {
      const [, name = ''] = fullName.split('/');
      if (stored.some((course) => course.name.toLowerCase() === name.toLowerCase())) continue;
      if (needs.now() - (tried.get(fullName) ?? 0) < PATIENCE_MS) continue;
      tried.set(fullName, needs.now());

      // What GitHub did not let us read is no course without rules: whoever asks waits, and asks again.
      const read = async () => {
        const found = await github.findRepository(owner, name);
        return found && load(found);
      };

      const found = await read().catch((error: unknown) => {
        tried.delete(fullName);
        throw error;
      });

      if (found !== undefined) {
        const { problems } = found;
        if (problems.length > 0) needs.logger.warn({ course: fullName, problems }, 'the course has mistakes');
      } else
        needs.logger.warn({ course: fullName }, 'no such instructor repository, or the App is not installed');
    }

    return store.courseFiles.ofOwner(owner);
  }

  /** Reads it at its newest commit and keeps it when it has no mistake. */
  async function load(
    repository: RepositoryReference,
    head?: () => Promise<{ headSha: string }>,
  ): Promise<{ headSha: string; problems: CourseReading['problems'] }> {
    const source = github.forRepository(repository);
    const { headSha } = await (head?.() ?? source.defaultBranch());
    const { entries } = await source.tree(headSha);

    const text = async (path: string) => {
      const entry = entries.find((one) => one.path === path && one.type === 'file');
      if (entry === undefined) return undefined;
      return Buffer.from(await source.blob(entry.sha, { maxBytes: MAX_BYTES })).toString('utf8');
    };

    const { course, problems } = await readCourseFiles(text, needs.exercises);
    if (course !== undefined)
      await store.courseFiles.save(
        {
          courseId: repository.repositoryId,
          owner: repository.owner,
          name: repository.name,
          ...(repository.installationId === undefined ? {} : { installationId: repository.installationId }),
          headSha,
          file: course.file,
        },
        course.learners.map(({ id, ...rest }) => ({ githubId: id, ...rest })),
        course.teams,
      );
    return { headSha, problems };
  }

  /** The one place that tells: a push is handled by one job, so no two checks of one outcome come to be. */
  async function tell(
    repository: RepositoryReference,
    { headSha, problems }: Awaited<ReturnType<typeof load>>,
  ): Promise<void> {
    const digest = createHash('sha256').update(JSON.stringify(problems)).digest('hex').slice(0, 12);

    await publisher.publishCheck({
      repository,
      headSha,
      name: 'saiten / course',
      // Another outcome at the same commit (exercises were added since) is another run.
      externalId: `course-${digest}`,
      status: 'completed',
      ...renderCourseCheck(problems, defaults.languages),
    });
  }

  async function placeOf(repositoryId: number | undefined) {
    const { courseId, timeZone } = await store.courses.ofRepository(repositoryId);
    return { courseId, timeZone };
  }

  return {
    async rulesFor(repository) {
      const found = rulesOfCourses(await coursesOf(repository.owner), repository, defaults);
      const rules = found?.rules ?? rulesWithoutCourse(defaults);
      return { ...rules, ...(await placeOf(found?.courseId)) };
    },
    async refresh(repository, head) {
      const known = await store.courseFiles.ofOwner(repository.owner);
      const fullName = `${repository.owner}/${repository.name}`.toLowerCase();

      const isCourse =
        names.some((name) => name.toLowerCase() === fullName) ||
        known.some(({ courseId }) => courseId === repository.repositoryId);

      if (isCourse) await tell(repository, await load(repository, head));
    },
  };
}
