import { describe, expect, it } from 'vitest';
import type { CourseFile } from '../../../services/course/course-file.ts';
import { rulesFor } from '../../../services/course/rules-for.ts';

const defaults = { languages: ['ja', 'en'], notGraded: 'neutral' } as const;

const rules = (file: Partial<CourseFile>, name: string) =>
  rulesFor(
    { courseId: 9, file: { version: 1, repositories: [{ match: 'k8s-*' }], ...file } },
    name,
    defaults,
  );

describe('rulesFor', () => {
  it.each([
    ['k8s-*', 'k8s-hanako', true],
    ['k8s-*', 'K8S-Hanako', true],
    ['k8s-*', 'other-k8s-1', false],
    ['*-jobs', 'hanako-jobs', true],
    ['a.b', 'axb', false],
    ['*', 'anything', true],
  ])('the pattern %s and the repository %s: %s', (match, name, expected) => {
    expect(rules({ repositories: [{ match }] }, name) !== undefined).toBe(expected);
  });

  it('takes the first pattern that matches', () => {
    const repositories: CourseFile['repositories'] = [
      { match: 'k8s-jobs-*', exercise: '02-batch-jobs' },
      { match: 'k8s-*', gradedBy: 'push' },
    ];

    expect(rules({ repositories }, 'k8s-jobs-hanako')).toMatchObject({
      repositoryExercise: '02-batch-jobs',
      gradedBy: 'pull-request',
    });

    expect(rules({ repositories }, 'k8s-hanako')?.gradedBy).toBe('push');
  });

  it('falls back to the settings of the deployment', () => {
    expect(rules({}, 'k8s-1')).toEqual({
      ...defaults,
      drafts: 'ignore',
      handIn: 'push',
      gradedBy: 'pull-request',
      folders: [],
      coolDownSeconds: 0,
      firstForks: 'grade',
    });
  });

  it('names the roster only when enrolment is asked for', () => {
    expect(rules({ roster: 'enrolled' }, 'k8s-1')?.enrolledIn).toBe(9);
    expect(rules({ roster: 'open' }, 'k8s-1')?.enrolledIn).toBeUndefined();
  });

  it('looks at the longest folder first', () => {
    const exercises = [
      { name: '02-batch-jobs', folder: 'a' },
      { name: '03-config', folder: 'a/b' },
    ];

    expect(rules({ exercises }, 'k8s-1')?.folders.map(({ path }) => path)).toEqual(['a/b', 'a']);
  });
});
