import Type from 'typebox';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem } from '../api-problem.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
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
      const before = readCursor(cursorKeys.number, cursor);

      const rows = await auditLog.ofCourse(course.courseId, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
        ...(since === undefined ? {} : { since: instant('since', since) }),
        ...(until === undefined ? {} : { until: instant('until', until) }),
        ...filter,
      });

      return toPage(rows, limit, {
        item: ({ at, ...entry }) => ({ ...entry, at: at.toISOString() }),
        keyOf: ({ auditId }) => auditId,
      });
    },
  );
}

/** Fails with 400 for what looks like a time and is none, such as a leap second, or one that no database keeps. */
function instant(where: string, text: string): Date {
  const at = new Date(text);
  if (at.getTime() >= 0 && at.getUTCFullYear() < 10_000) return at;
  throw new ApiProblem(400, 'invalid-time', `Expected a time after 1969 as query.${where}.`);
}
