import { loadSettings } from '../../config/load.ts';
import { Failure } from '../../domain/failure.ts';
import { findCourse } from '../find-course.ts';
import { openResources, type Resources } from '../../processes/open-resources.ts';

export interface EraseOptions {
  course?: string;
  yes?: boolean;
}

/**
 * Says what is kept of a learner and, with `yes`, removes it, in one course or everywhere. Failures `unknown-learner`,
 * `learner-unclear`, `unknown-course`.
 */
export async function eraseLearner(who: string, { course, yes = false }: EraseOptions): Promise<void> {
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);
  const { learners, auditLog } = resources.store;

  try {
    const githubId = await accountOf(resources, who);
    const courseId = course === undefined ? undefined : (await findCourse(resources.store, course)).courseId;
    const scope = { githubId, ...(courseId === undefined ? {} : { courseId }) };
    const erased = await (yes ? learners.erase(scope) : learners.preview(scope));

    const counts = Object.entries(erased)
      .map(([what, count]) => `  ${what}: ${count}\n`)
      .join('');

    if (yes)
      await auditLog.add({
        at: new Date(),
        actor: 'command line',
        action: 'eraseLearner',
        target: 'erased',
        after: erased,
        requestId: 'saiten learner erase',
        ...(courseId === undefined ? {} : { courseId }),
      });

    process.stdout.write(
      yes
        ? `Removed for good:\n${counts}`
        : `This would be removed for good:\n${counts}Nothing was removed yet; say --yes to do it.\n`,
    );
  } finally {
    await resources.close();
  }
}

async function accountOf({ store }: Resources, who: string): Promise<number> {
  if (/^[1-9][0-9]{0,15}$/.test(who)) return Number(who);
  const [only, ...others] = await store.learners.withLogin(who.replace(/^@/, ''));
  if (only === undefined)
    throw new Failure(
      'configuration',
      'unknown-learner',
      `Nobody here has the GitHub login "${who}". Give the number of the account when the login has changed.`,
    );
  if (others.length > 0)
    throw new Failure(
      'configuration',
      'learner-unclear',
      `Several accounts had the login "${who}": ${[only, ...others].join(', ')}. Give the number of one.`,
    );
  return only;
}
