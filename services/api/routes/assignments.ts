import Type from 'typebox';
import type { Assignment } from '../../domain/courses/assignment.ts';
import type { GradePolicy, ResultVisibility } from '../../domain/courses/course.ts';
import type { LatePolicy } from '../../domain/courses/late-policy.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, stale } from '../api-problem.ts';
import { readMoment } from '../read-moment.ts';
import { CourseParams } from '../schemas/course.ts';
import {
  AssignmentBody,
  AssignmentChangeBody,
  ExerciseParams,
  GradingPolicyBody,
  GradingPolicyChangeBody,
} from '../schemas/grading.ts';
import { tellLearners, type PublishQueue, type PullRequestKey } from '../tell-learners.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Stored extends Assignment {
  exercise: string;
  weight: number;
  results?: ResultVisibility;
  version: number;
}

interface Policy {
  gradePolicy: GradePolicy;
  latePolicy?: LatePolicy;
}

type Written<Value> = { value: Value; publish: PullRequestKey[] };

export interface AssignmentNeeds {
  assignments: {
    list(courseId: string): Promise<Stored[]>;
    get(courseId: string, exercise: string): Promise<Stored | undefined>;
    put(
      assignment: Assignment & { courseId: string; exercise: string; weight: number },
      version: number,
    ): Promise<Written<Stored> | 'stale'>;
    remove(courseId: string, exercise: string, version: number): Promise<Written<undefined> | 'stale'>;
    policy(courseId: string): Promise<Policy & { version: number }>;
    setPolicy(
      courseId: string,
      policy: Policy,
      version: number,
    ): Promise<Written<Policy & { version: number }> | 'stale'>;
  };
  queues: PublishQueue;
}

/** Deadlines, late policies, attempt limits and weights of the exercises of a course. Grades follow at once. */
export function addAssignmentRoutes(app: TypedInstance, { assignments, queues }: AssignmentNeeds): void {
  app.get(
    '/courses/:course/assignments',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'listAssignments',
        summary: 'The exercises for which anything was set, in their order',
        params: CourseParams,
        response: { 200: Type.Object({ items: Type.Array(AssignmentBody), next: Type.Null() }) },
      },
    },
    async ({ course }) => ({
      items: (await assignments.list(course.courseId)).map(toBody),
      next: null,
    }),
  );

  app.get(
    '/courses/:course/assignments/:exercise',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'getAssignment',
        summary: 'What holds for an exercise; version 0 while nothing was set',
        params: ExerciseParams,
        response: { 200: AssignmentBody },
      },
    },
    async ({ course, params }) =>
      toBody((await assignments.get(course.courseId, params.exercise)) ?? nothing(params.exercise)),
  );

  app.put(
    '/courses/:course/assignments/:exercise',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'putAssignment',
        summary: 'Sets everything about an exercise anew',
        params: ExerciseParams,
        body: AssignmentChangeBody,
        response: { 200: AssignmentBody },
      },
    },
    async (request) => {
      const { course, params, body, expectedVersion } = request;
      const before = await assignments.get(course.courseId, params.exercise);

      const at = (where: 'opensAt' | 'dueAt' | 'closesAt') =>
        readMoment(body[where], {
          timeZone: course.found.timeZone,
          where,
          // In doubt for the learner.
          prefer: where === 'opensAt' ? 'earlier' : 'later',
        });

      const times = { opensAt: at('opensAt'), dueAt: at('dueAt'), closesAt: at('closesAt') };
      requireOrder(times);
      const { weight, latePolicy, attemptLimit } = body;

      const written = await assignments.put(
        {
          courseId: course.courseId,
          exercise: params.exercise,
          weight,
          ...(times.opensAt === undefined ? {} : { opensAt: times.opensAt }),
          ...(times.dueAt === undefined ? {} : { dueAt: times.dueAt }),
          ...(times.closesAt === undefined ? {} : { closesAt: times.closesAt }),
          ...(latePolicy === undefined ? {} : { latePolicy }),
          ...(attemptLimit === undefined ? {} : { attemptLimit }),
        },
        expectedVersion,
      );

      if (written === 'stale') throw stale();
      const after = toBody(written.value);
      request.audit({ after, ...(before === undefined ? {} : { before: toBody(before) }) });
      await tellLearners(queues, written.publish);
      return after;
    },
  );

  app.delete(
    '/courses/:course/assignments/:exercise',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'deleteAssignment',
        summary: 'Takes everything back that was set about an exercise',
        params: ExerciseParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { course, params, expectedVersion } = request;
      const before = await assignments.get(course.courseId, params.exercise);
      const written = await assignments.remove(course.courseId, params.exercise, expectedVersion);
      if (written === 'stale') throw stale();
      if (before !== undefined) request.audit({ before: toBody(before) });
      await tellLearners(queues, written.publish);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/courses/:course/grading-policy',
    {
      config: { access: courseAccess('read-only', { own: true }) },
      schema: {
        operationId: 'getGradingPolicy',
        summary: 'Which submission counts and what late work loses, where an exercise says nothing else',
        params: CourseParams,
        response: { 200: GradingPolicyBody },
      },
    },
    async ({ course }) => assignments.policy(course.courseId),
  );

  app.put(
    '/courses/:course/grading-policy',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'putGradingPolicy',
        summary:
          'Sets which submission counts and what late work loses; If-Match names the version of the course',
        params: CourseParams,
        body: GradingPolicyChangeBody,
        response: { 200: GradingPolicyBody },
      },
    },
    async (request) => {
      const { course, body, expectedVersion } = request;
      const before = await assignments.policy(course.courseId);
      const { gradePolicy, latePolicy } = body;

      const written = await assignments.setPolicy(
        course.courseId,
        { gradePolicy, ...(latePolicy === undefined ? {} : { latePolicy }) },
        expectedVersion,
      );

      if (written === 'stale') throw stale();
      request.audit({ before, after: written.value });
      await tellLearners(queues, written.publish);
      return written.value;
    },
  );
}

function requireOrder({
  opensAt,
  dueAt,
  closesAt,
}: Record<'opensAt' | 'dueAt' | 'closesAt', Date | undefined>) {
  const times = [opensAt, dueAt, closesAt].flatMap((time) => (time === undefined ? [] : [time.getTime()]));
  if (times.some((time, index) => index > 0 && time < (times[index - 1] ?? time)))
    throw new ApiProblem(400, 'invalid-order', 'Expected opensAt, dueAt and closesAt in this order.');
}

function nothing(exercise: string): Stored {
  return { exercise, weight: 1, version: 0 };
}

function toBody({ exercise, weight, version, latePolicy, attemptLimit, results, ...times }: Stored) {
  return {
    ...{ exercise, weight, version },
    ...(times.opensAt === undefined ? {} : { opensAt: times.opensAt.toISOString() }),
    ...(times.dueAt === undefined ? {} : { dueAt: times.dueAt.toISOString() }),
    ...(times.closesAt === undefined ? {} : { closesAt: times.closesAt.toISOString() }),
    ...(latePolicy === undefined ? {} : { latePolicy }),
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    ...(results === undefined ? {} : { results }),
  };
}
