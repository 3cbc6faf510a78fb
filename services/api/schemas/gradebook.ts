import Type from 'typebox';
import { Time } from './course.ts';

export const GradebookQuery = Type.Object({
  format: Type.Optional(
    Type.Enum(['json', 'csv', 'canvas', 'moodle'], {
      description:
        'In place of Accept. `csv` is for spreadsheets; `canvas` and `moodle` are what their gradebooks import, with released grades of those whose identity there is known.',
    }),
  ),
  exercise: Type.Optional(Type.String({ maxLength: 100, description: 'This exercise alone.' })),
  learner: Type.Optional(
    Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'This GitHub id alone.' }),
  ),
});

const Percent = Type.Number({ description: 'Weighted mean.' });

const Grade = Type.Object({
  earned: Type.Number(),
  possible: Type.Number(),
  state: Type.String(),
  attempts: Type.Integer(),
  lateSeconds: Type.Optional(Type.Integer({ description: 'Left out when in time.' })),
  overridden: Type.Optional(Type.Boolean({ description: 'Left out when not.' })),
  held: Type.Optional(
    Type.Boolean({ description: 'The learner does not see it yet. Left out when released.' }),
  ),
});

export const GradebookBody = Type.Object({
  exercises: Type.Array(
    Type.Object({
      exercise: Type.String(),
      weight: Type.Number(),
      possible: Type.Optional(Type.Number({ description: 'The most that any grade is out of.' })),
      dueAt: Type.Optional(Time),
    }),
  ),
  learners: Type.Array(
    Type.Object({
      githubId: Type.Integer(),
      login: Type.String(),
      name: Type.Union([Type.String(), Type.Null()]),
      pseudonym: Type.String(),
      active: Type.Boolean(),
      total: Type.Object({
        earned: Type.Number(),
        possible: Type.Number(),
        percent: Type.Optional(Percent),
        percentSoFar: Type.Optional(Percent),
      }),
      grades: Type.Array(Type.Union([Grade, Type.Null()]), {
        description: 'In the order of `exercises`; null where there is none.',
      }),
    }),
    { description: 'By login.' },
  ),
});
