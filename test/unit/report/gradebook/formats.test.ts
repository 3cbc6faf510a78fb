import { describe, expect, it } from 'vitest';
import type { GradebookCell, GradebookExercise } from '../../../../services/domain/grades/gradebook.ts';
import { canvasFormat } from '../../../../services/report/gradebook/canvas-format.ts';
import { csvFormat } from '../../../../services/report/gradebook/csv-format.ts';
import type {
  ExportedLearner,
  GradebookFormat,
} from '../../../../services/report/gradebook/gradebook-format.ts';
import { jsonFormat } from '../../../../services/report/gradebook/json-format.ts';
import { moodleFormat } from '../../../../services/report/gradebook/moodle-format.ts';

const exercises: GradebookExercise[] = [
  { exercise: '01-objects', weight: 1, possible: 100 },
  { exercise: '02-probes', weight: 2 },
];

const cell = (overrides: Partial<GradebookCell> = {}): GradebookCell => ({
  exercise: '01-objects',
  earned: 72.5,
  possible: 100,
  state: 'failed',
  attempts: 2,
  lateSeconds: 0,
  isOverridden: false,
  released: true,
  submissionId: 'S1',
  ...overrides,
});

const learner = (overrides: Partial<ExportedLearner> = {}): ExportedLearner => ({
  githubId: 7,
  login: 'hanako',
  name: '山田 花子',
  pseudonym: 'learner-1',
  active: true,
  cells: [cell()],
  lms: { canvasId: '42', sisLoginId: 'hanako@school.example', email: 'hanako@school.example' },
  ...overrides,
});

const write = (format: GradebookFormat, ...learners: ExportedLearner[]) =>
  format.head(exercises) +
  learners.map((one, index) => format.learner(one, exercises, index === 0)).join('') +
  format.tail();

const lines = (text: string) => text.split('\r\n').slice(0, -1);

describe('csvFormat', () => {
  it('writes everything there is', () => {
    expect(lines(write(csvFormat, learner()))).toEqual([
      '\uFEFFgithub_id,login,name,pseudonym,active,01-objects,02-probes,earned,possible,percent,percent_so_far',
      '7,hanako,山田 花子,learner-1,yes,72.5,,72.5,100,24.17,72.5',
    ]);
  });
});

describe('canvasFormat', () => {
  it('has the columns and the row that Canvas looks for', () => {
    expect(lines(write(canvasFormat, learner()))).toEqual([
      'Student,ID,SIS User ID,SIS Login ID,Section,01-objects,02-probes',
      'Points Possible,,,,,100,100',
      '山田 花子,42,,hanako@school.example,,72.5,',
    ]);
  });

  it.each<[string, Partial<ExportedLearner>]>([
    ['nobody whom Canvas would look for by name', { lms: { email: 'a@b.example' } }],
    ['nobody who has left', { active: false }],
  ])('writes %s', (_name, overrides) => {
    expect(lines(write(canvasFormat, learner(overrides)))).toHaveLength(2);
  });

  it('lets nobody set the points of the assignments by their name', () => {
    const [, , row] = lines(write(canvasFormat, learner({ name: 'Points  Possible' })));
    expect(row).toMatch(/^points-possible,42/);
  });

  it.each([
    ['results that are held back', { released: false }, ''],
    ['what is not graded yet', { state: 'pending', earned: 0 }, ''],
    ['what we could not grade', { state: 'not-graded', earned: 0 }, ''],
    ['a real nothing', { earned: 0 }, '0'],
  ])('shows %s as "%s"', (_name, overrides, expected) => {
    const [, , row = ''] = lines(write(canvasFormat, learner({ cells: [cell(overrides)] })));
    expect(row.split(',')[5]).toBe(expected);
  });
});

describe('moodleFormat', () => {
  it('writes whom Moodle can find', () => {
    const other = learner({ lms: { canvasId: '43' } });

    expect(lines(write(moodleFormat, learner(), other))).toEqual([
      'ID number,Email address,01-objects,02-probes',
      ',hanako@school.example,72.5,',
    ]);
  });
});

describe('jsonFormat', () => {
  it('is a document with a grade or null for every exercise', () => {
    const held = cell({ exercise: '02-probes', released: false, isOverridden: true, lateSeconds: 60 });

    expect(JSON.parse(write(jsonFormat, learner(), learner({ cells: [held] })))).toEqual({
      exercises,
      learners: [
        expect.objectContaining({
          total: { earned: 72.5, possible: 100, percent: 24.17, percentSoFar: 72.5 },
          grades: [{ earned: 72.5, possible: 100, state: 'failed', attempts: 2 }, null],
        }),
        expect.objectContaining({
          grades: [
            null,
            {
              earned: 72.5,
              possible: 100,
              state: 'failed',
              attempts: 2,
              lateSeconds: 60,
              overridden: true,
              held: true,
            },
          ],
        }),
      ],
    });
  });

  it('is a document without learners too', () => {
    expect(JSON.parse(write(jsonFormat))).toEqual({ exercises, learners: [] });
  });
});
