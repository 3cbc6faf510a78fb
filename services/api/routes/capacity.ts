import Type from 'typebox';
import { MEMBER_STATES, poolRequest, type PoolMember } from '../../domain/clusters/pool-member.ts';
import { isOperator } from '../access/enforce-access.ts';
import { Time } from '../schemas/course.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Counts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

export interface CapacityNeeds {
  queues: { counts(): Promise<{ grade: Counts }> };
  pool: { list(): Promise<PoolMember[]> };
  submissions: {
    /** When the submission was opened that has waited longest to be graded. */
    oldestQueued(): Promise<Date | undefined>;
  };
}

const QueueBody = Type.Object({
  waiting: Type.Integer({ description: 'Submissions that could be graded now.' }),
  active: Type.Integer({ description: 'Those being graded.' }),
  delayed: Type.Integer({ description: 'Those that wait for their next try.' }),
  failed: Type.Integer({ description: 'Jobs that were given up.' }),
  oldest: Type.Optional(Time),
});

const ClusterBody = Type.Object({
  name: Type.String(),
  state: Type.Enum([...MEMBER_STATES]),
  profile: Type.String(),
  host: Type.Optional(Type.String({ description: 'For the operator alone.' })),
  runId: Type.Optional(Type.String({ description: 'The run that holds it; for the operator alone.' })),
  createdAt: Time,
  stateAt: Time,
});

/** What waits to be graded, and on what: the same for every course. */
export function addCapacityRoutes(app: TypedInstance, { queues, pool, submissions }: CapacityNeeds): void {
  app.get(
    '/queue',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'getQueue',
        summary: 'How much waits to be graded, and since when',
        response: { 200: QueueBody },
      },
    },
    async () => {
      const [{ grade }, oldest] = await Promise.all([queues.counts(), submissions.oldestQueued()]);
      const { waiting, active, delayed, failed } = grade;
      return {
        ...{ waiting, active, delayed, failed },
        ...(oldest === undefined ? {} : { oldest: oldest.toISOString() }),
      };
    },
  );

  app.get(
    '/clusters',
    {
      config: { access: { kind: 'signed-in' } },
      schema: {
        operationId: 'listClusters',
        summary: 'The clusters there are, oldest first',
        response: { 200: Type.Object({ items: Type.Array(ClusterBody), next: Type.Null() }) },
      },
    },
    async ({ principal }) => ({
      items: (await pool.list()).map((member) => toBody(member, isOperator(principal))),
      next: null,
    }),
  );
}

/** Hosts are the operator's business, and a run may be of a course that the caller has no part in. */
function toBody({ name, state, poolKey, host, runId, createdAt, stateAt }: PoolMember, withDetails: boolean) {
  return {
    ...{ name, state },
    profile: poolRequest(poolKey).profile,
    ...(withDetails ? { host } : {}),
    ...(withDetails && runId !== undefined ? { runId } : {}),
    createdAt: createdAt.toISOString(),
    stateAt: stateAt.toISOString(),
  };
}
