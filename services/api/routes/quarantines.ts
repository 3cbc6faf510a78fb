import Type from 'typebox';
import { flakyChecks, FLAKE_MEMORY_MS, type Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { Identifiers } from '../../domain/identifier.ts';
import type { Quarantine } from '../../domain/grades/quarantine.ts';
import { courseAccess } from '../access/access-rule.ts';
import { ApiProblem, notFound, stale } from '../api-problem.ts';
import { CourseParams } from '../schemas/course.ts';
import {
  FlakyCheckBody,
  LiftBody,
  NewQuarantineBody,
  QuarantineBody,
  QuarantineParams,
} from '../schemas/quarantine.ts';
import type { TypedInstance } from '../typed-instance.ts';

type KnownQuarantine = Quarantine & { evidence?: readonly Disagreement[] };

export interface QuarantineNeeds {
  quarantines: {
    list(courseId: string, filter: { exercise?: string }): Promise<KnownQuarantine[]>;
    get(courseId: string, quarantineId: string): Promise<KnownQuarantine | undefined>;
    place(quarantine: {
      quarantineId: string;
      courseId: string;
      exercise: string;
      checkId: string;
      by: string;
      reason: string;
    }): Promise<KnownQuarantine | undefined>;
    lift(
      quarantine: { courseId: string; quarantineId: string; version: number },
      lift: { by: string; reason: string; sparesEarlier: boolean },
    ): Promise<KnownQuarantine | 'stale'>;
    isKnownCheck(check: { courseId: string; exercise: string; checkId: string }): Promise<boolean>;
  };
  disagreements: {
    since(
      date: Date,
      filter: { courseId: string },
    ): Promise<{ courseId: string; disagreements: Disagreement[] }[]>;
  };
  identifiers: Identifiers;
  now: () => Date;
}

/** Checks under review, and those that ought to be. */
export function addQuarantineRoutes(app: TypedInstance, needs: QuarantineNeeds): void {
  const { quarantines, disagreements } = needs;

  app.get(
    '/courses/:course/flaky-checks',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listFlakyChecks',
        summary: 'Checks that judged the same files differently within 14 days',
        params: CourseParams,
        response: { 200: Type.Object({ items: Type.Array(FlakyCheckBody), next: Type.Null() }) },
      },
    },
    async ({ course: { courseId } }) => {
      const since = new Date(needs.now().getTime() - FLAKE_MEMORY_MS);
      const found = await disagreements.since(since, { courseId });
      return { items: found.flatMap((one) => flakyChecks(one.disagreements)).map(toFlakyBody), next: null };
    },
  );

  app.get(
    '/courses/:course/quarantines',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'listQuarantines',
        summary: 'Checks under review, then those that were',
        params: CourseParams,
        querystring: Type.Object({ exercise: Type.Optional(Type.String({ maxLength: 100 })) }),
        response: { 200: Type.Object({ items: Type.Array(QuarantineBody), next: Type.Null() }) },
      },
    },
    async ({ course, query }) => ({
      items: (await quarantines.list(course.courseId, query)).map(toBody),
      next: null,
    }),
  );

  app.get(
    '/courses/:course/quarantines/:quarantine',
    {
      config: { access: courseAccess('read-only') },
      schema: {
        operationId: 'getQuarantine',
        summary: 'One quarantine with what led to it',
        params: QuarantineParams,
        response: { 200: QuarantineBody },
      },
    },
    async ({ course, params }) => {
      const found = await quarantines.get(course.courseId, params.quarantine);
      if (found === undefined) throw notFound(`quarantine ${params.quarantine}`);
      return toBody(found);
    },
  );

  app.post(
    '/courses/:course/quarantines',
    {
      config: { access: courseAccess('instructor') },
      schema: {
        operationId: 'placeQuarantine',
        summary: 'Puts a check under review: from now on it takes no points from anybody',
        params: CourseParams,
        body: NewQuarantineBody,
        response: { 201: QuarantineBody },
      },
    },
    async (request, reply) => {
      const { courseId, found } = request.course;
      const { exercise, checkId, reason } = request.body;
      const check = { courseId, exercise, checkId };
      if (!(await quarantines.isKnownCheck(check)))
        throw new ApiProblem(409, 'unknown-check', `No run of ${exercise} here has had a check ${checkId}.`);

      const placed = await quarantines.place({
        ...check,
        quarantineId: needs.identifiers.next(),
        by: request.principal.actor,
        reason,
      });

      if (placed === undefined)
        throw new ApiProblem(
          409,
          'under-review-already',
          `${checkId} of ${exercise} is under review already.`,
        );
      const after = toBody(placed);
      request.audit({ after, reason });
      return reply
        .code(201)
        .header('location', `/api/v1/courses/${found.slug}/quarantines/${placed.quarantineId}`)
        .send(after);
    },
  );

  app.post(
    '/courses/:course/quarantines/:quarantine/lift',
    {
      config: { access: courseAccess('instructor'), ifMatch: true },
      schema: {
        operationId: 'liftQuarantine',
        summary: 'Ends the review of a check: later runs are judged by it again',
        params: QuarantineParams,
        body: LiftBody,
        response: { 200: QuarantineBody },
      },
    },
    async (request) => {
      const { courseId } = request.course;
      const { quarantine: quarantineId } = request.params;
      const before = await quarantines.get(courseId, quarantineId);
      if (before === undefined) throw notFound(`quarantine ${quarantineId}`);
      const { reason, sparesEarlier } = request.body;

      const lifted = await quarantines.lift(
        { courseId, quarantineId, version: request.expectedVersion },
        { by: request.principal.actor, reason, sparesEarlier },
      );

      if (lifted === 'stale') throw stale();
      const after = toBody(lifted);
      request.audit({ before: toBody(before), after, reason });
      return after;
    },
  );
}

function toBody({ courseId: _, since, evidence, lift, ...facts }: KnownQuarantine) {
  return {
    ...facts,
    since: since.toISOString(),
    ...(evidence === undefined ? {} : { evidence: evidence.map(toDisagreementBody) }),
    ...(lift === undefined ? {} : { lift: { ...lift, at: lift.at.toISOString() } }),
  };
}

function toFlakyBody({ disagreements, ...facts }: ReturnType<typeof flakyChecks>[number]) {
  return { ...facts, disagreements: disagreements.map(toDisagreementBody) };
}

/** What was kept before members were told from others has no `enrolledIds`. */
function toDisagreementBody({
  githubIds,
  enrolledIds = [],
  ...facts
}: Omit<Disagreement, 'enrolledIds'> & Partial<Pick<Disagreement, 'enrolledIds'>>) {
  return { ...facts, githubIds: [...githubIds], enrolledIds: [...enrolledIds] };
}
