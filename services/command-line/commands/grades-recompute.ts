import { loadSettings } from '../../config/load.ts';
import { findCourse } from '../find-course.ts';
import { openResources } from '../../processes/open-resources.ts';

/**
 * Makes the grades of one course, or of all, anew from runs, overrides, extensions and deadlines, and says how many were
 * other than they should be. Failure `unknown-course`.
 */
export async function recomputeGrades(course?: string): Promise<void> {
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);
  const { courses, grades, auditLog } = resources.store;

  try {
    const chosen =
      course === undefined
        ? await courses.list({ limit: 10_000 })
        : [await findCourse(resources.store, course)];

    for (const { courseId, slug } of chosen) {
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
