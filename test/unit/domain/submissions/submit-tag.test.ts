import { describe, expect, it } from 'vitest';
import { exerciseOfTag } from '../../../../services/domain/submissions/submit-tag.ts';

describe('exerciseOfTag', () => {
  it.each([
    ['submit/02-batch-jobs', '02-batch-jobs'],
    ['submit/02-batch-jobs/2', '02-batch-jobs'],
    ['submit/02-batch-jobs/second/try', '02-batch-jobs'],
    ['submit/02-batch-jobs/', undefined],
    ['submit/', undefined],
    ['submit', undefined],
    ['resubmit/02-batch-jobs', undefined],
    ['v1.0', undefined],
  ])('%s hands in %s', (tag, exercise) => {
    expect(exerciseOfTag(tag)).toBe(exercise);
  });
});
