import Type from 'typebox';
import { courseAccess } from '../access/access-rule.ts';
import { pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CourseParams, Time } from '../schemas/course.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Entry {
  auditId: number;
  at: Date;
  actor: string;
  actorGithubId?: number;
  action: string;
  target: string;
  before?: object;
  after?: object;
  reason?: string;
  requestId: string;
  outcome: 'begun' | 'done';
}

export interface AuditReading {
  auditLog: {
    ofCourse(
      courseId: string,
      page: {
        limit: number;
        before?: number;
        action?: string;
        actor?: string;
        since?: Date;
        until?: Date;
      },
    ): Promise<Entry[]>;
  };
}

const AnyObject = Type.Unsafe<object>({ type: 'object', additionalProperties: true });

const EntryBody = Type.Object({
  auditId: Type.Integer(),
  at: Time,
  actor: Type.String({ description: '`operator`, `github:LOGIN` or `token:NAME`.' }),
  actorGithubId: Type.Optional(Type.Integer()),
  action: Type.String({ description: 'The operationId of the write.' }),
  target: Type.String({ description: 'The path it was sent to.' }),
  before: Type.Optional(AnyObject),
  after: Type.Optional(AnyObject),
  reason: Type.Optional(Type.String()),
  requestId: Type.String(),
  outcome: Type.Enum(['begun', 'done'], {
    description:
      '`begun` while it runs; it stays so when nobody knows whether it happened, because its process ended.',
  }),
});

/** What was done in a course, by whom. */
export function addAuditRoute(app: TypedInstance, { auditLog }: AuditReading): void {
  app.get(
    '/courses/:course/audit',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'listAudit',
        summary: 'Every write in the course, newest first',
        params: CourseParams,
        querystring: Type.Object({
          ...pageQuery,
          action: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          actor: Type.Optional(
            Type.String({ minLength: 1, maxLength: 100, description: 'Part of who did it.' }),
          ),
          since: Type.Optional(Time),
          until: Type.Optional(Time),
        }),
        response: { 200: pageOf(EntryBody) },
      },
    },
    async ({ course, query: { limit, cursor, since, until, ...filter } }) => {
      const before = readCursor(Type.Integer(), cursor);
      const rows = await auditLog.ofCourse(course.courseId, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
        ...(since === undefined ? {} : { since: new Date(since) }),
        ...(until === undefined ? {} : { until: new Date(until) }),
        ...filter,
      });
      return toPage(rows, limit, {
        item: ({ at, ...entry }) => ({ ...entry, at: at.toISOString() }),
        keyOf: ({ auditId }) => auditId,
      });
    },
  );
}
