import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';
import { seedCourse } from '../../support/seed-course.ts';

type Api = Awaited<ReturnType<typeof startApi>>;
type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A write that succeeds on the seeded course, as the operator. */
interface Write {
  method: Method;
  /** Behind `/api/v1`. */
  url: string;
  payload?: object | string;
  type?: string;
  version?: number;
}

const COURSE = '/courses/kubernetes-2026';
const FAILED = '02-deployment-rollout';

/** One of every operation that writes; what has to be there first is made by an earlier one, or on the way. */
const WRITES: Record<string, Write | ((api: Api) => Promise<Write>)> = {
  createCourse: {
    method: 'POST',
    url: '/courses',
    payload: { slug: 'another', title: { en: 'Another', ja: '別' } },
  },
  updateCourse: async (api) => ({
    method: 'PATCH',
    url: COURSE,
    payload: { term: '2027' },
    version: await versionOf(api, COURSE),
  }),
  createToken: { method: 'POST', url: '/tokens', payload: { name: 'mine', role: 'learner' } },
  revokeToken: async (api) => {
    const payload = { name: 'gone soon', role: 'learner' };
    return { method: 'DELETE', url: `/tokens/${await made(api, '/tokens', payload, 'tokenId')}` };
  },
  createMember: {
    method: 'POST',
    url: `${COURSE}/members`,
    payload: { githubId: 2000, role: 'assistant', active: true },
  },
  updateMember: {
    method: 'PATCH',
    url: `${COURSE}/members/1003`,
    payload: { role: 'assistant' },
    version: 1,
  },
  removeMember: { method: 'DELETE', url: `${COURSE}/members/1000`, version: 1 },
  importRoster: {
    method: 'POST',
    url: `${COURSE}/roster`,
    payload: 'github_id,login,role\n3000,jiro,learner\n',
    type: 'text/csv',
  },
  putAssignment: {
    method: 'PUT',
    url: `${COURSE}/assignments/${FAILED}`,
    payload: { weight: 2, dueAt: { local: '2026-11-30T23:59' } },
    version: 0,
  },
  deleteAssignment: async (api) => {
    const url = `${COURSE}/assignments/01-pod-basics`;
    await askAsOperator(api, 'PUT', url, { payload: { weight: 1 }, 'if-match': '"0"' });
    return { method: 'DELETE', url, version: 1 };
  },
  putGradingPolicy: async (api) => ({
    method: 'PUT',
    url: `${COURSE}/grading-policy`,
    payload: { gradePolicy: 'latest' },
    version: await versionOf(api, COURSE),
  }),
  putExtension: {
    method: 'PUT',
    url: `${COURSE}/extensions/${FAILED}/1001`,
    payload: { extraAttempts: 1, reason: 'was ill' },
    version: 0,
  },
  deleteExtension: async (api) => {
    const url = `${COURSE}/extensions/${FAILED}/1002`;

    await askAsOperator(api, 'PUT', url, {
      payload: { extraAttempts: 1, reason: 'was ill' },
      'if-match': '"0"',
    });

    return { method: 'DELETE', url, version: 1 };
  },
  createOverride: {
    method: 'POST',
    url: `${COURSE}/grades/1001/${FAILED}/overrides`,
    payload: { points: 5, reason: 'shown on paper' },
  },
  revokeOverride: async (api) => {
    const url = `${COURSE}/grades/1002/${FAILED}/overrides`;
    const id = await made(api, url, { points: 5, reason: 'by mistake' }, 'overrideId');
    return { method: 'POST', url: `${COURSE}/overrides/${id}/revoke`, payload: {} };
  },
  createRegrade: async (api) => ({
    method: 'POST',
    url: `${COURSE}/regrades`,
    payload: await ofOneSubmission(api, 1001),
  }),
  publishRegrade: async (api) => {
    await course.gradeAgain();
    return decideOn(api, await newestRegrade(api), 'publish', { onlyBetter: false });
  },
  undoRegrade: async (api) => decideOn(api, await newestRegrade(api), 'undo'),
  discardRegrade: async (api) => {
    const id = await made(api, `${COURSE}/regrades`, await ofOneSubmission(api, 1002), 'regradeId');
    return decideOn(api, `${COURSE}/regrades/${id}`, 'discard');
  },
  putResults: async (api) => ({
    method: 'PUT',
    url: `${COURSE}/results`,
    payload: { results: 'held' },
    version: await versionOf(api, COURSE),
  }),
  writeLmsIdentities: {
    method: 'PUT',
    url: `${COURSE}/lms-identities`,
    payload: { items: [{ githubId: 1001, canvasId: '77' }] },
  },
  placeQuarantine: {
    method: 'POST',
    url: `${COURSE}/quarantines`,
    payload: { exercise: FAILED, checkId: 'replicas', reason: 'now so, now so' },
  },
  liftQuarantine: async (api) => {
    const payload = { exercise: FAILED, checkId: 'exists', reason: 'now so, now so' };
    const url = `${COURSE}/quarantines/${await made(api, `${COURSE}/quarantines`, payload, 'quarantineId')}/lift`;
    return { method: 'POST', url, payload: { reason: 'mended', sparesEarlier: true }, version: 1 };
  },
  decideReviewProposal: async ({ store }) => {
    const proposed = await store.proposals.propose({
      ...{ proposalId: '01JD4Q6Z8V000000000000PR01', courseId: course.courseId },
      ...{ exercise: FAILED, checkId: 'served', reason: 'now so, now so', evidence: [] },
    });

    const url = `${COURSE}/review-proposals/${proposed?.proposalId}/decide`;
    return { method: 'POST', url, payload: { decision: 'dismiss', reason: 'looked into' }, version: 1 };
  },
  eraseLearner: { method: 'DELETE', url: `${COURSE}/members/1002/data` },
  signOut: { method: 'DELETE', url: '/session' },
};

/** Changes nothing of a course. */
const NOT_IN_A_COURSE = ['createToken', 'revokeToken', 'signOut', 'createCourse'];

let server: DatabaseServer;
let api: Api;
let db: pg.Client;
let course: Awaited<ReturnType<typeof seedCourse>>;
let operations: { operationId: string; parameters: string[] }[];

beforeAll(async () => {
  server = await startDatabaseServer();
  const url = await server.fresh();
  api = await startApi(url);
  db = new pg.Client({ connectionString: url });
  await db.connect();
  course = await seedCourse(api);
  const { paths } = api.app.swagger() as unknown as Description;

  operations = Object.values(paths).flatMap((item) =>
    Object.entries(item)
      .filter(([method]) => method !== 'get')
      .map(([, { operationId, parameters = [] }]) => ({
        operationId,
        parameters: parameters.map(({ name }) => name),
      })),
  );
});

afterAll(async () => {
  await db.end();
  await api.close();
  await server.stop();
});

describe('every write', () => {
  it('is in this table', () => {
    expect(Object.keys(WRITES).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  });

  it.each(Object.entries(WRITES))('%s leaves one entry in the audit log', async (operationId, write) => {
    const asked = typeof write === 'function' ? await write(api) : write;
    const before = (await auditEntries()).length;
    const refused = await refusals(operationId, asked);
    const { statusCode, body } = await send(asked);
    const entries = (await auditEntries()).slice(before);

    expect({ statusCode, refused, entries }, body).toMatchObject({
      statusCode: expect.toSatisfy((status: number) => status >= 200 && status < 300) as number,
      refused: asked.version === undefined ? [] : [428, 412],
      entries: [
        {
          action: operationId,
          actor: expect.any(String) as string,
          ...(NOT_IN_A_COURSE.includes(operationId) ? {} : { courseId: course.courseId }),
        },
      ],
    });

    expect(entries).toHaveLength(1);
  });
});

interface Description {
  paths: Record<string, Record<string, { operationId: string; parameters?: { name: string }[] }>>;
}

/** What is answered to a write that names no version, and one that names another; nothing where none is asked for. */
async function refusals(operationId: string, asked: Write): Promise<number[]> {
  const takesVersion = operations
    .find((one) => one.operationId === operationId)
    ?.parameters.includes('if-match');

  if (!takesVersion) return [];
  const { version: _version, ...without } = asked;
  return [(await send(without)).statusCode, (await send({ ...asked, version: 4711 })).statusCode];
}

function send({ method, url, payload, type, version }: Write) {
  return askAsOperator(api, method, url, {
    ...(payload === undefined ? {} : { payload: payload as object }),
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  });
}

/** The audit log, the oldest entry first. */
async function auditEntries() {
  const { rows } = await db.query<{ action: string; actor: string; courseId: string | null }>(
    'select action, actor, course_id as "courseId" from audit_log order by audit_id',
  );

  return rows;
}

/** Makes something on the way; resolves with its id. */
async function made(of: Api, url: string, payload: object, id: string): Promise<string> {
  const answer = await askAsOperator(of, 'POST', url, { payload });
  if (answer.statusCode !== 201) throw new Error(`Expected POST ${url} to work: ${answer.body}`);
  return String(answer.json<Record<string, unknown>>()[id]);
}

async function versionOf(of: Api, url: string): Promise<number> {
  return (await askAsOperator(of, 'GET', url)).json<{ version: number }>().version;
}

async function newestRegrade(of: Api): Promise<string> {
  const { items } = (await askAsOperator(of, 'GET', `${COURSE}/regrades?limit=1`)).json<{
    items: { regradeId: string }[];
  }>();

  return `${COURSE}/regrades/${items[0]?.regradeId}`;
}

async function decideOn(of: Api, url: string, deed: string, payload?: object): Promise<Write> {
  return {
    method: 'POST',
    url: `${url}/${deed}`,
    version: await versionOf(of, url),
    ...(payload === undefined ? {} : { payload }),
  };
}

async function ofOneSubmission(of: Api, githubId: number) {
  const { items } = (
    await askAsOperator(of, 'GET', `${COURSE}/submissions?learner=${githubId}&exercise=${FAILED}`)
  ).json<{ items: { id: string }[] }>();

  return { filter: { which: 'all', submissionId: items[0]?.id }, reason: 'a better grader' };
}
