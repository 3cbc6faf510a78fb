import { describe, expect, it } from 'vitest';
import {
  gradebookTotal,
  type GradebookCell,
  type GradebookExercise,
} from '../../../../services/domain/grades/gradebook.ts';

const exercise = (name: string, weight = 1, possible = 100): GradebookExercise => ({
  exercise: name,
  weight,
  possible,
});

const cell = (name: string, earned: number, state = 'failed', possible = 100): GradebookCell => ({
  exercise: name,
  earned,
  possible,
  state,
  attempts: 1,
  lateSeconds: 0,
  isOverridden: false,
  released: true,
  submissionId: null,
});

describe('gradebookTotal', () => {
  it.each<[string, GradebookExercise[], GradebookCell[], ReturnType<typeof gradebookTotal>]>([
    ['says nothing of a course without exercises', [], [], { earned: 0, possible: 0 }],
    [
      'counts what is missing as nothing',
      [exercise('a'), exercise('b')],
      [cell('a', 80)],
      { earned: 80, possible: 200, percent: 40, percentSoFar: 80 },
    ],
    [
      'counts a grade `missing` alike',
      [exercise('a'), exercise('b')],
      [cell('a', 80), cell('b', 0, 'missing')],
      { earned: 80, possible: 200, percent: 40, percentSoFar: 80 },
    ],
    [
      'weighs percentages, not points',
      [exercise('a', 3, 10), exercise('b', 1, 100)],
      [cell('a', 10, 'passed', 10), cell('b', 0)],
      { earned: 10, possible: 110, percent: 75, percentSoFar: 75 },
    ],
    [
      'leaves out what we could not judge',
      [exercise('a'), exercise('b')],
      [cell('a', 50), cell('b', 0, 'not-graded')],
      { earned: 50, possible: 100, percent: 50, percentSoFar: 50 },
    ],
    ['has no percentage without weight', [exercise('a', 0)], [cell('a', 50)], { earned: 50, possible: 100 }],
    [
      'takes more points than possible as extra credit',
      [exercise('a')],
      [cell('a', 110)],
      { earned: 110, possible: 100, percent: 110, percentSoFar: 110 },
    ],
  ])('%s', (_name, exercises, cells, expected) => {
    expect(gradebookTotal(exercises, cells)).toEqual(expected);
  });
});
