import Type from 'typebox';
import type { Grade } from '../../domain/grades/grade-of.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound } from '../api-problem.ts';
import { CourseParams } from '../schemas/course.ts';
import { GradeBody, GradeParams, NewOverrideBody, OverrideBody, Ulid } from '../schemas/grading.ts';
import { tellLearners, type PublishQueue, type PullRequestKey } from '../tell-learners.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Key {
  courseId: string;
  exercise: string;
  githubId: number;
}

interface StoredOverride extends Key {
  overrideId: string;
  points?: number;
  reason: string;
  comment?: string;
  actor: string;
  at: Date;
  revoked?: { at: Date; by: string; reason?: string };
}

interface WrittenOverride {
  value: StoredOverride;
  publish: PullRequestKey[];
}

export interface GradeNeeds {
  grades: { get(of: Key): Promise<(Grade & Key & { computedAt: Date; released: boolean }) | undefined> };
  overrides: {
    history(of: Key): Promise<StoredOverride[]>;
    get(courseId: string, overrideId: string): Promise<StoredOverride | undefined>;
    add(override: Omit<StoredOverride, 'at' | 'revoked'>): Promise<WrittenOverride>;
    revoke(
      of: { courseId: string; overrideId: string },
      by: { actor: string; reason?: string },
    ): Promise<WrittenOverride | undefined>;
  };
  queues: PublishQueue;
  identifiers: Identifiers;
}

/** One grade, and what people decided about it. */
export function addGradeRoutes(
  app: TypedInstance,
  { grades, overrides, queues, identifiers }: GradeNeeds,
): void {
  app.get(
    '/courses/:course/grades/:githubId/:exercise',
    {
      config: { access: courseAccess('read-only', { own: true, person: true }) },
      schema: {
        operationId: 'getGrade',
        summary: 'What a learner has for an exercise; learners see their own once it is released',
        params: GradeParams,
        response: { 200: GradeBody },
      },
    },
    async ({ course, params: { exercise, githubId } }) => {
      const grade = await grades.get({ courseId: course.courseId, exercise, githubId });
      if (grade === undefined || (course.onlyOf !== undefined && !grade.released))
        throw notFound(`grade of ${githubId} for ${exercise}`);
      const { courseId: _, computedAt, firstPassedAt, ...facts } = grade;
      return {
        ...facts,
        computedAt: computedAt.toISOString(),
        ...(firstPassedAt === undefined ? {} : { firstPassedAt: firstPassedAt.toISOString() }),
      };
    },
  );

  app.get(
    '/courses/:course/grades/:githubId/:exercise/overrides',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listOverrides',
        summary: 'Every override of a grade, revoked ones too, newest first',
        params: GradeParams,
        response: { 200: Type.Object({ items: Type.Array(OverrideBody), next: Type.Null() }) },
      },
    },
    async ({ course, params: { exercise, githubId } }) => ({
      items: (await overrides.history({ courseId: course.courseId, exercise, githubId })).map(toBody),
      next: null,
    }),
  );

  app.post(
    '/courses/:course/grades/:githubId/:exercise/overrides',
    {
      config: { access: courseAccess('assistant') },
      schema: {
        operationId: 'createOverride',
        summary: 'Sets points, tells the learner something, or both; assistants only tell',
        params: GradeParams,
        body: NewOverrideBody,
        response: { 201: OverrideBody },
      },
    },
    async (request, reply) => {
      const { course, params, body, principal } = request;
      const { points, comment, reason } = body;
      if (points === undefined && comment === undefined)
        throw new ApiProblem(400, 'nothing-to-do', 'Expected points, a comment, or both.');
      if (points !== undefined && course.role === 'assistant')
        throw new ApiProblem(
          403,
          'forbidden',
          'You are assistant of this course; points need instructor or more.',
        );

      const written = await overrides.add({
        overrideId: identifiers.next(),
        courseId: course.courseId,
        exercise: params.exercise,
        githubId: params.githubId,
        ...{ reason, actor: principal.actor },
        ...(points === undefined ? {} : { points: Math.round(points * 100) / 100 }),
        ...(comment === undefined ? {} : { comment }),
      });

      const after = toBody(written.value);
      request.audit({ after, reason });
      await tellLearners(queues, written.publish);
      return reply.code(201).send(after);
    },
  );

  app.post(
    '/courses/:course/overrides/:override/revoke',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'revokeOverride',
        summary: 'Takes an override back; it stays in the history',
        params: Type.Object({ ...CourseParams.properties, override: Ulid }),
        body: Type.Object(
          { reason: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })) },
          { additionalProperties: false },
        ),
        response: { 200: OverrideBody },
      },
    },
    async (request) => {
      const { course, params, body, principal } = request;
      const of = { courseId: course.courseId, overrideId: params.override };
      const before = await overrides.get(of.courseId, of.overrideId);
      const { reason } = body;

      const written = await overrides.revoke(of, {
        actor: principal.actor,
        ...(reason === undefined ? {} : { reason }),
      });

      if (written === undefined || before === undefined) throw notFound(`override ${params.override}`);
      const after = toBody(written.value);
      request.audit({ before: toBody(before), after, ...(reason === undefined ? {} : { reason }) });
      await tellLearners(queues, written.publish);
      return after;
    },
  );
}

function toBody({ courseId: _, at, revoked, ...facts }: StoredOverride) {
  return {
    ...facts,
    at: at.toISOString(),
    ...(revoked === undefined ? {} : { revoked: { ...revoked, at: revoked.at.toISOString() } }),
  };
}
