import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessRule } from '../../../services/api/access/access-rule.ts';
import { sha256 } from '../../../services/api/access/identify.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { isAtLeast, ROLES, type Role } from '../../../services/domain/courses/role.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { OPERATOR, startApi } from '../../support/running-api.ts';

/**
 * Everybody who could call a route: nobody, each role in another course or in the one asked for, and the operator. Those
 * who may delete come last, so that the others find what they ask for.
 */
const CALLERS = [
  'nobody',
  ...ROLES.map((role) => `${role} elsewhere` as const),
  ...ROLES.map((role) => `${role} here` as const),
  'operator',
] as const;

type Caller = (typeof CALLERS)[number];

interface Described {
  operationId: string;
  'x-access': AccessRule;
  responses: object;
}

const SUBMISSION_ID = '01ARYZ6S410000000000000001';
const LEARNER_ID = 5;
const NOBODY_ID = '998';
const REFUSALS = [401, 403, 404] as const;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
let operations: { method: string; path: string; described: Described }[];
const tokens = new Map<Caller, string>([['operator', OPERATOR]]);

beforeAll(async () => {
  server = await startDatabaseServer();

  api = await startApi(await server.fresh(), {
    repeat: () => () => undefined,
    requestsPerMinute: 100_000,
  });

  await api.app.ready();
  const document = api.app.swagger() as unknown as { paths: Record<string, Record<string, Described>> };

  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method];
      return described === undefined ? [] : [{ method, path, described }];
    }),
  );

  await fill();
});

afterAll(async () => {
  await api.close();
  await server.stop();
});

describe('who may call what', () => {
  it('is stated by every operation of the description', () => {
    expect(operations.filter(({ described }) => described['x-access'] === undefined)).toEqual([]);
    expect(operations.length).toBeGreaterThan(20);
  });

  it.each(CALLERS)('holds for %s', async (caller) => {
    const wrong: string[] = [];

    for (const operation of operations) {
      for (const owner of operation.described['x-access'].kind === 'course'
        ? [LEARNER_ID, 999]
        : [LEARNER_ID]) {
        const expected = expectation(operation, caller, owner);
        const { statusCode } = await call(operation, caller, owner);
        const found = REFUSALS.find((status) => status === statusCode) ?? 'let in';
        if (!expected.includes(found))
          wrong.push(
            `${operation.described.operationId} of ${owner}: ${statusCode}, not ${expected.join(' or ')}`,
          );
      }
    }

    expect(wrong).toEqual([]);
  });
});

type Outcome = 401 | 403 | 404 | 'let in';

/** What the rule in the description means, said again in the words of this test. */
function expectation(
  { path, described }: (typeof operations)[number],
  caller: Caller,
  owner: number,
): Outcome[] {
  const rule = described['x-access'];
  // Whoever is let in may still ask for what is not there, or for more than their own part of it.
  const inside: Outcome[] = ['let in', 404, ...(rule.kind === 'signed-in' ? ([403] as const) : [])];
  if (rule.kind === 'public') return inside;
  if (caller === 'nobody') return [401];
  if (caller === 'operator') return inside;
  if (rule.kind === 'signed-in') return inside;
  if (rule.kind === 'operator') return [403];
  const [role, place] = caller.split(' ') as [Role, string];
  if (place === 'elsewhere') return [404];
  // A thing that is not there is told to nobody apart from one that is another's.
  const isMissing = rule.through !== undefined && rule.through !== 'submission';
  if (isMissing) return [404];
  if (isAtLeast(role, rule.least)) return [...inside, 403];
  if (!rule.own) return [403];
  return path.includes('{githubId}') && owner !== LEARNER_ID ? [404] : inside;
}

async function call({ method, path }: (typeof operations)[number], caller: Caller, owner: number) {
  const token = tokens.get(caller);

  const url = path
    .replace('{course}', 'default')
    // Erasing somebody for real would take a caller's membership away.
    .replace('{githubId}', path.endsWith('/data') ? NOBODY_ID : String(owner))
    .replace('{id}', SUBMISSION_ID)
    .replaceAll(/\{\w+\}/g, '01-objects');

  // The stream of events has no end: ask for it in a way that is refused after the rule was obeyed.
  const query = path.endsWith('/events') ? '?course=default&course=other' : '?limit=0';
  return api.app.inject({
    method: method.toUpperCase() as 'GET',
    url: `${url}${query}`,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(method === 'get' || method === 'delete' ? {} : { payload: { unexpected: true } }),
  });
}

async function fill(): Promise<void> {
  const { store } = api;

  const elsewhere = await store.courses.create({
    courseId: '01ARYZ6S41000000000000000A',
    slug: 'other',
    title: { en: 'Other', ja: '別' },
  });

  if (elsewhere === 'slug-taken') throw new Error('Expected an empty database.');
  let githubId = 100;

  for (const caller of CALLERS) {
    const [role, place] = caller.split(' ') as [Role, string | undefined];
    if (place === undefined) continue;
    const id = caller === 'learner here' ? LEARNER_ID : githubId++;
    const courseId = place === 'here' ? DEFAULT_COURSE_ID : elsewhere.courseId;
    await store.members.create(courseId, { githubId: id, role, active: true, login: `p${id}` });
    const secret = `saiten_${randomUUID()}`;

    await store.apiTokens.create({
      tokenId: `01ARYZ6S4100000000000${String(id).padStart(5, '0')}`,
      hash: sha256(secret),
      ...{ name: 'test', githubId: id, role: 'owner', createdBy: 'test' },
    });

    tokens.set(caller, secret);
  }

  await store.submissions.open({
    id: SUBMISSION_ID,
    identity: { repositoryId: 1, pullNumber: 1, headSha: 'a'.repeat(40), exercise: '01-objects', attempt: 1 },
    ...{ authorId: LEARNER_ID, authorLogin: 'p5', folder: '01-objects' },
  });
}
