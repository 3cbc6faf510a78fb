import { loadSettings } from '../../config/load.ts';
import { Failure } from '../../domain/failure.ts';
import { openResources, type Resources } from '../open-resources.ts';

/**
 * Makes the grades of one course, or of all, anew from runs, overrides, extensions and deadlines, and says how many were
 * other than they should be. Failure `unknown-course`.
 */
export async function recomputeGrades(course?: string): Promise<void> {
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);
  const { grades, auditLog } = resources.store;
  try {
    for (const { courseId, slug } of await chosenCourses(resources, course)) {
      const changed = await grades.recompute(courseId);
      if (changed > 0)
        await auditLog.add({
          at: new Date(),
          actor: 'command line',
          action: 'recomputeGrades',
          target: slug,
          after: { changed },
          requestId: 'saiten grades recompute',
          courseId,
        });
      process.stdout.write(`${slug}: ${changed === 0 ? 'every grade was right' : `${changed} changed`}\n`);
    }
  } finally {
    await resources.close();
  }
}

async function chosenCourses({ store }: Resources, name?: string) {
  if (name === undefined) return store.courses.list({ limit: 10_000 });
  const found = await store.courses.find(name);
  if (found !== undefined) return [found];
  throw new Failure(
    'configuration',
    'unknown-course',
    `There is no course "${name}". GET /api/v1/courses lists them by slug.`,
  );
}
