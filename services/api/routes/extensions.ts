import Type from 'typebox';
import type { Extension } from '../../domain/courses/assignment.ts';
import { courseAccess } from '../access/access-rule.ts';
import { stale } from '../api-problem.ts';
import { readMoment } from '../read-moment.ts';
import { CourseParams } from '../schemas/course.ts';
import {
  ExerciseName,
  ExtensionBody,
  ExtensionChangeBody,
  GithubId,
  GradeParams,
} from '../schemas/grading.ts';
import { tellLearners, type PublishQueue, type PullRequestKey } from '../tell-learners.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Key {
  courseId: string;
  exercise: string;
  githubId: number;
}

interface Stored extends Extension, Key {
  reason: string;
  actor: string;
  at: Date;
  version: number;
}

export interface ExtensionNeeds {
  extensions: {
    list(of: { courseId: string; exercise?: string; githubId?: number }): Promise<Stored[]>;
    put(
      extension: Extension & Key & { reason: string; actor: string },
      version: number,
    ): Promise<{ value: Stored; publish: PullRequestKey[] } | 'stale'>;
    remove(of: Key, version: number): Promise<{ publish: PullRequestKey[] } | 'stale'>;
  };
  queues: PublishQueue;
}

/** More time or attempts for single learners. */
export function addExtensionRoutes(app: TypedInstance, { extensions, queues }: ExtensionNeeds): void {
  app.get(
    '/courses/:course/extensions',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listExtensions',
        summary: 'Who was granted more, by exercise and GitHub id',
        params: CourseParams,
        querystring: Type.Object({
          exercise: Type.Optional(ExerciseName),
          learner: Type.Optional(GithubId),
        }),
        response: { 200: Type.Object({ items: Type.Array(ExtensionBody), next: Type.Null() }) },
      },
    },
    async ({ course, query: { exercise, learner } }) => {
      const found = await extensions.list({
        courseId: course.courseId,
        ...(exercise === undefined ? {} : { exercise }),
        ...(learner === undefined ? {} : { githubId: learner }),
      });

      return { items: found.map(toBody), next: null };
    },
  );

  app.put(
    '/courses/:course/extensions/:exercise/:githubId',
    {
      config: { access: courseAccess('assistant'), ifMatch: true },
      schema: {
        operationId: 'putExtension',
        summary: 'Grants more time or attempts; If-Match "0" for the first time',
        params: GradeParams,
        body: ExtensionChangeBody,
        response: { 200: ExtensionBody },
      },
    },
    async (request) => {
      const { course, params, body, principal, expectedVersion } = request;
      const key = { courseId: course.courseId, exercise: params.exercise, githubId: params.githubId };
      const [before] = await extensions.list(key);

      const at = (where: 'dueAt' | 'closesAt') =>
        readMoment(body[where], { timeZone: course.found.timeZone, where, prefer: 'later' });

      const { extraAttempts, reason } = body;
      const [dueAt, closesAt] = [at('dueAt'), at('closesAt')];

      const written = await extensions.put(
        {
          ...key,
          ...{ extraAttempts, reason, actor: principal.actor },
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(closesAt === undefined ? {} : { closesAt }),
        },
        expectedVersion,
      );

      if (written === 'stale') throw stale();
      const after = toBody(written.value);
      request.audit({ reason, after, ...(before === undefined ? {} : { before: toBody(before) }) });
      await tellLearners(queues, written.publish);
      return after;
    },
  );

  app.delete(
    '/courses/:course/extensions/:exercise/:githubId',
    {
      config: { access: courseAccess('assistant'), ifMatch: true },
      schema: {
        operationId: 'deleteExtension',
        summary: 'Takes an extension back',
        params: GradeParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { course, params, expectedVersion } = request;
      const key = { courseId: course.courseId, exercise: params.exercise, githubId: params.githubId };
      const [before] = await extensions.list(key);
      const written = await extensions.remove(key, expectedVersion);
      if (written === 'stale') throw stale();
      if (before !== undefined) request.audit({ before: toBody(before) });
      await tellLearners(queues, written.publish);
      return reply.code(204).send(null);
    },
  );
}

function toBody({ exercise, githubId, extraAttempts, reason, actor, at, version, dueAt, closesAt }: Stored) {
  return {
    ...{ exercise, githubId, extraAttempts, reason, actor, version },
    at: at.toISOString(),
    ...(dueAt === undefined ? {} : { dueAt: dueAt.toISOString() }),
    ...(closesAt === undefined ? {} : { closesAt: closesAt.toISOString() }),
  };
}
