import Type from 'typebox';
import type { GradeState } from '../../domain/grades/grade-of.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import type { RegradeFilter, RegradeItemState, RegradeState } from '../../domain/grades/regrade.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound, stale } from '../api-problem.ts';
import { cursorKeys, pageOf, pageQuery, readCursor, toPage } from '../page.ts';
import { CourseParams } from '../schemas/course.ts';
import {
  NewRegradeBody,
  RegradeBody,
  RegradeChangeBody,
  RegradeItemBody,
  RegradeParams,
} from '../schemas/regrade.ts';
import { tellLearners, type PublishQueue, type PullRequestKey } from '../tell-learners.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Regrade {
  regradeId: string;
  filter: RegradeFilter;
  state: RegradeState;
  reason: string;
  actor: string;
  createdAt: Date;
  publishedAt?: Date;
  items: Partial<Record<RegradeItemState, number>>;
  version: number;
}

type Moved = { value: Regrade; publish: PullRequestKey[] } | 'stale' | undefined;
type Outcome = { earned: number; possible: number; state: GradeState };

export interface RegradeNeeds {
  regrades: {
    preview(
      regrade: { regradeId: string; courseId: string; filter: RegradeFilter; reason: string; actor: string },
      options: { most: number; identifiers: Identifiers },
    ): Promise<{ regrade: Regrade; submissionIds: string[] } | 'nothing' | 'too-many'>;
    list(courseId: string, page: { limit: number; before?: string }): Promise<Regrade[]>;
    get(courseId: string, regradeId: string): Promise<Regrade | undefined>;
    items(
      regradeId: string,
      page: { limit: number; after?: string },
    ): Promise<Type.Static<typeof RegradeItemBody>[]>;
    changes(
      regradeId: string,
    ): Promise<{ githubId: number; exercise: string; before: Outcome; after: Outcome }[]>;
    publish(regradeId: string, options: { version: number; onlyBetter: boolean }): Promise<Moved>;
    discard(regradeId: string, by: { version: number; actor: string }): Promise<Moved>;
    undo(regradeId: string, by: { version: number; actor: string }): Promise<Moved>;
  };
  queues: PublishQueue & {
    gradeAll(
      messages: readonly { v: 1; submissionId: string }[],
      options: { priority: number },
    ): Promise<void>;
  };
  identifiers: Identifiers;
}

/** The most submissions of one regrade. */
const MOST = 5000;
/** Behind everything that learners wait for. */
const PRIORITY = 300;

/** Grading again, looked at before it counts, and taken back when it was a mistake. */
export function addRegradeRoutes(app: TypedInstance, { regrades, queues, identifiers }: RegradeNeeds): void {
  app.get(
    '/courses/:course/regrades',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listRegrades',
        summary: 'The regrades of a course, newest first',
        params: CourseParams,
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(RegradeBody) },
      },
    },
    async ({ course, query: { limit, cursor } }) => {
      const before = readCursor(cursorKeys.ulid, cursor);

      const rows = await regrades.list(course.courseId, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
      });

      return toPage(rows, limit, { item: toBody, keyOf: ({ regradeId }) => regradeId });
    },
  );

  app.post(
    '/courses/:course/regrades',
    {
      config: { access: courseAccess('assistant') },
      schema: {
        operationId: 'createRegrade',
        summary: 'Grades submissions again without telling or counting it yet',
        params: CourseParams,
        body: NewRegradeBody,
        response: { 201: RegradeBody },
      },
    },
    async (request, reply) => {
      const { course, body, principal } = request;
      const { filter, reason } = body;

      const begun = await regrades.preview(
        { regradeId: identifiers.next(), courseId: course.courseId, filter, reason, actor: principal.actor },
        { most: MOST, identifiers },
      );

      if (begun === 'nothing')
        throw new ApiProblem(409, 'nothing-to-regrade', 'No graded submission of the course is as you ask.');
      if (begun === 'too-many')
        throw new ApiProblem(
          409,
          'too-many-submissions',
          `More than ${MOST} submissions are as you ask; do it exercise by exercise.`,
        );
      const after = toBody(begun.regrade);
      request.audit({ after, reason });

      const messages = begun.submissionIds.map((submissionId) => ({ v: 1 as const, submissionId }));
      // What cannot be queued now is found by the reconciler: the submissions are stored as queued.
      await queues.gradeAll(messages, { priority: PRIORITY }).catch(() => undefined);

      const location = `/api/v1/courses/${course.found.slug}/regrades/${after.regradeId}`;
      return reply.code(201).header('location', location).send(after);
    },
  );

  app.get(
    '/courses/:course/regrades/:regrade',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getRegrade',
        summary: 'How far a regrade is',
        params: RegradeParams,
        response: { 200: RegradeBody },
      },
    },
    async ({ course, params }) => toBody(await find(course.courseId, params.regrade)),
  );

  app.get(
    '/courses/:course/regrades/:regrade/items',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listRegradeItems',
        summary: 'The submissions that are graded again, with both results',
        params: RegradeParams,
        querystring: Type.Object(pageQuery),
        response: { 200: pageOf(RegradeItemBody) },
      },
    },
    async ({ course, params, query: { limit, cursor } }) => {
      const after = readCursor(cursorKeys.ulid, cursor);
      const { regradeId } = await find(course.courseId, params.regrade);

      const rows = await regrades.items(regradeId, {
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });

      return toPage(rows, limit, { item: (row) => row, keyOf: ({ submissionId }) => submissionId });
    },
  );

  app.get(
    '/courses/:course/regrades/:regrade/changes',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listRegradeChanges',
        summary: 'Whose grades publishing would change, or has changed, from what to what',
        params: RegradeParams,
        response: { 200: Type.Object({ items: Type.Array(RegradeChangeBody), next: Type.Null() }) },
      },
    },
    async ({ course, params }) => {
      const { regradeId } = await find(course.courseId, params.regrade);
      return { items: await regrades.changes(regradeId), next: null };
    },
  );

  app.post(
    '/courses/:course/regrades/:regrade/publish',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'publishRegrade',
        summary: 'Lets the new results count in place of the former, and tells the learners',
        params: RegradeParams,
        body: Type.Object(
          {
            onlyBetter: Type.Boolean({
              default: false,
              description: 'Leaves out results with fewer points than before.',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 200: RegradeBody },
      },
    },
    async (request) => {
      const { course, params, body, expectedVersion } = request;
      const before = await find(course.courseId, params.regrade);
      const { onlyBetter } = body;
      const moved = await regrades.publish(before.regradeId, { version: expectedVersion, onlyBetter });
      return end(before, moved, request, 'previewed');
    },
  );

  app.post(
    '/courses/:course/regrades/:regrade/discard',
    {
      config: { access: courseAccess('assistant'), ifMatch: true },
      schema: {
        operationId: 'discardRegrade',
        summary: 'Ends a regrade without publishing it; what still waits is not graded',
        params: RegradeParams,
        response: { 200: RegradeBody },
      },
    },
    async (request) => {
      const { course, params, expectedVersion, principal } = request;
      const before = await find(course.courseId, params.regrade);
      const by = { version: expectedVersion, actor: principal.actor };
      return end(before, await regrades.discard(before.regradeId, by), request, 'previewing or previewed');
    },
  );

  app.post(
    '/courses/:course/regrades/:regrade/undo',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'undoRegrade',
        summary: 'Lets the former results count again, and tells the learners',
        params: RegradeParams,
        response: { 200: RegradeBody },
      },
    },
    async (request) => {
      const { course, params, expectedVersion, principal } = request;
      const before = await find(course.courseId, params.regrade);
      const by = { version: expectedVersion, actor: principal.actor };
      return end(before, await regrades.undo(before.regradeId, by), request, 'published');
    },
  );

  async function find(courseId: string, regradeId: string): Promise<Regrade> {
    const regrade = await regrades.get(courseId, regradeId);
    if (regrade === undefined) throw notFound(`regrade ${regradeId}`);
    return regrade;
  }

  async function end(
    before: Regrade,
    moved: Moved,
    request: { audit(note: { before: object; after: object }): void },
    expected: string,
  ) {
    if (moved === 'stale') throw stale();
    if (moved === undefined)
      throw new ApiProblem(
        409,
        'wrong-state',
        `Expected a regrade that is ${expected}; this is ${before.state}.`,
      );
    const after = toBody(moved.value);
    request.audit({ before: toBody(before), after });
    await tellLearners(queues, moved.publish);
    return after;
  }
}

function toBody({
  regradeId,
  filter,
  state,
  reason,
  actor,
  createdAt,
  publishedAt,
  items,
  version,
}: Regrade) {
  return {
    ...{ regradeId, filter, state, reason, actor, items, version },
    createdAt: createdAt.toISOString(),
    ...(publishedAt === undefined ? {} : { publishedAt: publishedAt.toISOString() }),
  };
}
