import Type from 'typebox';
import { Localized } from '../../../graders/contract/localized.ts';
import { GRADE_POLICIES, RESULT_VISIBILITIES } from '../../domain/courses/course.ts';

export const Time = Type.String({ format: 'date-time', maxLength: 40, description: 'UTC.' });

/** `:course` of a path. */
export const CourseParams = Type.Object({
  course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
});

const facts = {
  slug: Type.String({
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    maxLength: 63,
    description: 'Its name in addresses.',
  }),
  title: Type.Object(
    {
      en: Type.String({ minLength: 1, maxLength: 300 }),
      ja: Type.String({ minLength: 1, maxLength: 300 }),
    },
    { additionalProperties: false },
  ),
  term: Type.String({ minLength: 1, maxLength: 100, description: 'Such as 2026 spring.' }),
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'Of deadlines, such as Asia/Tokyo.' }),
  retentionDays: Type.Integer({
    minimum: 1,
    maximum: 36_500,
    description: 'Days for which evidence is kept; as SAITEN_RETENTION_DAYS says when left out.',
  }),
};

export const CourseBody = Type.Object({
  courseId: Type.String(),
  slug: facts.slug,
  title: Localized,
  term: Type.Optional(facts.term),
  timeZone: facts.timeZone,
  repositoryId: Type.Optional(
    Type.Integer({ description: 'Of the instructor repository whose course file this course has.' }),
  ),
  gradePolicy: Type.Enum([...GRADE_POLICIES], { description: 'Which submission counts.' }),
  results: Type.Enum([...RESULT_VISIBILITIES], {
    description: 'Whether learners see their results at once.',
  }),
  retentionDays: Type.Optional(facts.retentionDays),
  version: Type.Integer(),
  createdAt: Time,
  updatedAt: Time,
});

export const NewCourseBody = Type.Object(
  {
    slug: facts.slug,
    title: facts.title,
    term: Type.Optional(facts.term),
    timeZone: Type.Optional(facts.timeZone),
    retentionDays: Type.Optional(facts.retentionDays),
  },
  { additionalProperties: false },
);

export const CourseChangeBody = Type.Object(
  {
    slug: Type.Optional(facts.slug),
    title: Type.Optional(facts.title),
    term: Type.Optional(Type.Union([facts.term, Type.Null()])),
    timeZone: Type.Optional(facts.timeZone),
    retentionDays: Type.Optional(Type.Union([facts.retentionDays, Type.Null()])),
  },
  { additionalProperties: false, minProperties: 1, description: 'null takes a fact back.' },
);
