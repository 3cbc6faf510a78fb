import { channel } from 'node:diagnostics_channel';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../services/api/access/identify.ts';
import { SESSION_COOKIE } from '../../../services/api/access/session-cookie.ts';
import { ROLES, type Role } from '../../../services/domain/courses/role.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { buildCheck, buildFinding, buildReport } from '../../support/builders/grading-report.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';

/**
 * Every route that the app has, asked by everybody for what is somebody else's, with every parameter that names people and
 * things put where it does not belong: nobody gets in by it, and nothing of another's stands in any answer.
 */
type Api = Awaited<ReturnType<typeof startApi>>;
type Names = Record<string, string>;

interface Route {
  method: string;
  /** As the app knows it, such as `/api/v1/runs/:id`. */
  url: string;
  schema: { params?: Named; querystring?: Named; body?: Named };
}

interface Named {
  properties?: Record<string, unknown>;
}

/** Ulids of what this test makes: the last letters say what and whose. */
const ulid = (end: string) => `01ARYZ6S41${end.padStart(16, '0')}`;

const HERE = { courseId: ulid('CHERE'), slug: 'here', title: 'TITLE-OF-HERE' };
const THERE = { courseId: ulid('CTHERE'), slug: 'there', title: 'TITLE-OF-THERE' };
const ANNA = { githubId: 501, login: 'anna-secret', course: HERE };
const BEN = { githubId: 502, login: 'ben-secret', course: HERE };
const CARA = { githubId: 503, login: 'cara-secret', course: THERE };
/** Hands in together with Ben. */
const DORA = { githubId: 504, login: 'dora-secret', course: HERE };
const OF_TEAM = { submission: ulid('STEAM'), run: ulid('RTEAM') };

type Learner = typeof ANNA;

const EXERCISE = '02-batch-jobs';
const secretOf = ({ login }: Learner) => `SOLUTION-OF-${login}`;
const submissionOf = ({ githubId }: Learner) => ulid(`S${githubId}`);
const runOf = ({ githubId }: Learner) => ulid(`R${githubId}`);

/** What belongs to a learner, by the names that routes and callers could give it. */
const namesOf = (learner: Learner, made: Names): Names => ({
  course: learner.course.slug,
  githubId: String(learner.githubId),
  exercise: EXERCISE,
  ...made,
});

/** Every parameter of path, query or body that names somebody or something, under every name that is likely to work. */
const IDENTIFYING = (learner: Learner, made: Names): Names => ({
  ...namesOf(learner, made),
  courseId: learner.course.courseId,
  learner: String(learner.githubId),
  authorId: String(learner.githubId),
  github_id: String(learner.githubId),
  githubid: String(learner.githubId),
  user: String(learner.githubId),
  onlyOf: String(learner.githubId),
  repository: String(learner.githubId),
  repositoryId: String(learner.githubId),
  pullNumber: '1',
  submission: submissionOf(learner),
  submissionId: submissionOf(learner),
  run: runOf(learner),
  runId: runOf(learner),
  solutionRunId: runOf(learner),
  proposal: runOf(learner),
  role: 'owner',
  operator: 'true',
});

/** Parameters that routes declare and that name nobody and nothing; a new one has to be put into one of the lists. */
const HARMLESS = new Set(
  [
    ...[
      'limit',
      'cursor',
      'sort',
      'state',
      'active',
      'search',
      'action',
      'actor',
      'since',
      'until',
      'preview',
    ],
    ...['removeOthers', 'format', 'kind', 'return', 'code', 'error', 'title', 'term', 'timeZone', 'slug'],
    ...['retentionDays', 'name', 'expiresAt', 'login', 'pseudonym', 'items', 'opensAt', 'dueAt', 'closesAt'],
    ...[
      'latePolicy',
      'attemptLimit',
      'weight',
      'gradePolicy',
      'extraAttempts',
      'reason',
      'points',
      'comment',
    ],
    ...['results', 'filter', 'onlyBetter', 'checkId', 'sparesEarlier', 'decision', '*'],
  ].sort(),
);

/** Thousands of requests, on a machine that may be busy. */
const LONG_MS = 900_000;

let server: DatabaseServer;
let api: Api;
const routes: Route[] = [];
/** Headers of everybody who asks. */
const callers = new Map<string, Record<string, string>>();
/** Ids of things that were made for the learners of each course. */
const madeFor = new Map<Learner, Names>();

beforeAll(async () => {
  const created = channel('fastify.initialization');

  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };

    fastify.addHook('onRoute', ({ method, url, schema }: RouteOptions) => {
      for (const one of [method].flat())
        routes.push({ method: one, url, schema: (schema ?? {}) as Route['schema'] });
    });
  };

  created.subscribe(listen);
  server = await startDatabaseServer();
  api = await startApi(await server.fresh(), { repeat: () => () => undefined, requestsPerMinute: 1e9 });
  await api.app.ready();
  created.unsubscribe(listen);
  await fill();
});

afterAll(async () => {
  await api.close();
  await server.stop();
});

describe('the matrix', () => {
  it('has every route, their HEAD included, and knows what each of their parameters names', () => {
    expect(routes.length).toBeGreaterThan(80);
    expect(routes.map(({ method }) => method)).toContain('HEAD');
    const known = new Set([...Object.keys(IDENTIFYING(ANNA, madeOf(ANNA))), ...HARMLESS]);

    const declared = routes.flatMap(({ url, schema }) => [
      ...url.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : [])),
      ...Object.keys({
        ...schema.params?.properties,
        ...schema.querystring?.properties,
        ...schema.body?.properties,
      }),
    ]);

    expect([...new Set(declared)].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(['a learner by token', 'a learner by cookie', 'a narrow token of a learner'])(
    'shows %s nothing of a fellow learner, whatever else the request names',
    async (caller) => {
      expect(await leaks(caller, BEN, ANNA, { eachAlone: caller === 'a learner by token' })).toEqual([]);
      expect(await isKnown(caller)).toBe(true);
    },
    LONG_MS,
  );

  it('shows a learner what is their own, so that the others are refused for whose it is', async () => {
    const answer = await ask(
      { method: 'GET', url: '/api/v1/runs/:id/evidence/:kind' },
      namesOf(ANNA, madeOf(ANNA)),
      'a learner by token',
      {},
    );

    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining(secretOf(ANNA))]);
  });

  it('shows all of a team what one of them handed in, and a fellow learner nothing of it', async () => {
    const things = routes.filter(
      ({ method, url }) => method === 'GET' && /\/(submissions|runs)\/:id(\/|$)/.test(url),
    );

    const statuses = async (caller: string) => {
      const answers = await Promise.all(
        things.map((route) => ask(route, { ...namesOf(DORA, {}), ...OF_TEAM }, caller, {})),
      );

      return answers.map(({ status }) => status);
    };

    expect(things.length).toBeGreaterThanOrEqual(5);
    expect([...new Set(await statuses('a member of the team'))]).toEqual([200]);
    expect([...new Set(await statuses('a learner by token'))]).toEqual([404]);
  });

  it.each([
    'owner elsewhere',
    'learner elsewhere',
    'somebody without a course',
    'a member who left',
    "the operator's token for another course",
    'an owner whose token is for another course',
  ])(
    'shows %s nothing of this course, whatever else the request names',
    async (caller) => {
      expect(await leaks(caller, BEN, CARA, { eachAlone: false })).toEqual([]);
      expect(await isKnown(caller)).toBe(true);
    },
    LONG_MS,
  );

  it.each(['nobody', 'a wrong token', 'a revoked token', 'a token that ended', 'a wrong cookie'])(
    'shows %s nothing but what is public',
    async (caller) => {
      const answers = await askAll(caller, BEN, [{}]);

      const open = answers
        .filter(({ status }) => ![401, 429].includes(status))
        .map(({ what }) => what.split('?')[0]);

      expect([...new Set(open)].sort()).toEqual(
        [
          'GET /.well-known/jwks.json',
          'GET /api/v1/openapi.json',
          'GET /api/v1/session/github',
          'GET /api/v1/session/github/callback',
          'GET /healthz',
          'GET /readyz',
        ]
          .flatMap((what) => [what, what.replace('GET', 'HEAD')])
          .sort(),
      );
    },
  );

  it.each(['owner', 'instructor', 'assistant', 'read-only'] as const)(
    'gives %s of one course nothing of another by a thing that the path names',
    async (role) => {
      const mixed = {
        ...madeOf(CARA),
        course: HERE.slug,
        githubId: String(BEN.githubId),
        exercise: EXERCISE,
      };

      const withThings = routes.filter(({ url }) => /:(override|regrade|quarantine|id|tokenId)\b/.test(url));
      const wrong: string[] = [];

      for (const route of withThings) {
        // Whoever is let in is to be stopped by the thing, not by what the body lacks.
        const body: Names = route.url.endsWith('/lift') ? { reason: 'x' } : {};
        const answer = await ask(route, mixed, `${role} here`, { body });
        if (![403, 404].includes(answer.status)) wrong.push(`${answer.what}: ${answer.status}`);
      }

      expect(withThings.length).toBeGreaterThan(10);
      expect(wrong).toEqual([]);
    },
  );

  it('takes nothing of another course by what a body names', async () => {
    const regrade = await askAsOperator(api, 'POST', '/courses/here/regrades', {
      payload: { filter: { which: 'all', submissionId: submissionOf(CARA) }, reason: 'x' },
    });

    const token = await api.app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: { ...callers.get('a learner by cookie'), 'x-saiten-request': '1' },
      payload: { name: 'x', role: 'owner', course: THERE.courseId },
    });

    expect([regrade.statusCode, token.statusCode]).toEqual([409, 404]);
  });
});

interface Answer {
  what: string;
  status: number;
  body: string;
}

function madeOf(learner: Learner): Names {
  return madeFor.get(learner) ?? {};
}

/**
 * Asks for all that is `theirs` with all that is `own` beside it, in every way. Returns what let the caller in where the
 * path names what is theirs, and what showed something of theirs anywhere.
 */
async function leaks(
  caller: string,
  theirs: Learner,
  own: Learner,
  options: { eachAlone: boolean },
): Promise<string[]> {
  const extras = extrasOf(IDENTIFYING(own, madeOf(own)), IDENTIFYING(theirs, madeOf(theirs)), options);
  const answers = await askAll(caller, theirs, extras);

  const secrets = [
    secretOf(theirs),
    theirs.login,
    ...(own.course === theirs.course ? [] : [theirs.course.title]),
  ];

  return answers
    .filter(({ what, status, body }) => {
      const namesThem =
        /\/(submissions|runs|tokens)\/01|\/(grades|members)\/\d/.test(what) || own.course !== theirs.course;

      const isOfCourse =
        what.includes(`/${theirs.course.slug}`) || /\/(submissions|runs|tokens)\/01|\/events\?/.test(what);

      const isIn = status < 400 || ![401, 403, 404].includes(status);
      return (namesThem && isOfCourse && isIn) || secrets.some((secret) => body.includes(secret));
    })
    .map(({ what, status }) => `${what}: ${status}`);
}

interface Extra {
  /** One parameter of many. */
  isAlone?: boolean;
  query?: string;
  body?: Names;
  headers?: Record<string, string>;
}

/** Foreign parameters in path, query, body and headers: single, all together, twice, as lists, nested and encoded. */
function extrasOf(own: Names, theirs: Names, { eachAlone }: { eachAlone: boolean }): Extra[] {
  const all = (write: (name: string, value: string) => string, values = own) =>
    Object.entries(values)
      .map(([name, value]) => write(name, value))
      .join('&');

  return [
    {},
    ...(eachAlone
      ? Object.entries(own).map(([name, value]) => ({ query: `${name}=${value}`, isAlone: true }))
      : []),
    { query: all((name, value) => `${name}=${value}`) },
    { query: all((name, value) => `${name}=${theirs[name] ?? ''}&${name}=${value}`) },
    { query: all((name, value) => `${name}=${value}&${name}=${theirs[name] ?? ''}`) },
    { query: all((name, value) => `${name}[]=${value}`) },
    { query: all((name, value) => `params[${name}]=${value}&params.${name}=${value}`) },
    { query: all((name, value) => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${value}`) },
    { query: all((name, value) => `${name.toUpperCase()}=${value}&__proto__[${name}]=${value}`) },
    { body: own },
    { body: { ...own, ...theirs }, query: all((name, value) => `${name}=${value}`) },
    {
      headers: Object.fromEntries(
        Object.entries(own).flatMap(([name, value]) => [
          [`x-${name.toLowerCase().replaceAll('_', '-')}`, value],
          [name.toLowerCase().replaceAll('_', '-'), value],
        ]),
      ),
    },
    {
      headers: {
        'x-http-method-override': 'GET',
        'x-original-url': '/api/v1/me',
        'x-forwarded-for': '127.0.0.1',
      },
    },
  ];
}

async function askAll(caller: string, theirs: Learner, extras: readonly Extra[]): Promise<Answer[]> {
  const answers: Answer[] = [];

  for (const route of routes) {
    // It would make the caller nobody.
    if (route.method === 'DELETE' && route.url === '/api/v1/session') continue;
    for (const extra of extras.filter(({ isAlone }) => !isAlone || route.method !== 'HEAD'))
      answers.push(await ask(route, namesOf(theirs, madeOf(theirs)), caller, extra));
  }

  return answers;
}

/** Whether the caller is still somebody: refusals of nobody would prove nothing. */
async function isKnown(caller: string): Promise<boolean> {
  return (await ask({ method: 'GET', url: '/api/v1/me' }, {}, caller, {})).status === 200;
}

async function ask(
  { method, url }: Pick<Route, 'method' | 'url'>,
  names: Names,
  caller: string,
  { query, body, headers: more = {} }: Extra,
): Promise<Answer> {
  const headers = callers.get(caller);
  if (headers === undefined) throw new Error(`Expected a caller ${caller}.`);

  const things: Names = {
    ...names,
    id: url.includes('/runs/') ? (names['run'] ?? '') : (names['submission'] ?? ''),
  };

  const path = url
    .replaceAll(/:(\w+)/g, (_all, name: string) => (name === 'kind' ? 'manifests' : (things[name] ?? '1')))
    .replace('*', 'x');

  // The stream of events names the course in the query, and has no end when somebody is let in.
  const isStream = url.endsWith('/events');
  const base = isStream ? `course=${names['course'] ?? ''}` : '';
  const whole = [base, query ?? ''].filter((part) => part !== '').join('&');
  const target = `${path}${whole === '' ? '' : `?${whole}`}`;
  const takesBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE';

  const answer = await api.app.inject({
    method: method as 'GET',
    url: target,
    // Who guesses tokens is to be no other caller's neighbour.
    remoteAddress: `10.0.0.${[...callers.keys()].indexOf(caller) + 1}`,
    headers: { 'x-saiten-request': '1', 'if-match': '"1"', ...more, ...headers },
    ...(takesBody ? { payload: body ?? {} } : {}),
    // A stream that was opened all the same is seen by its status; it is closed by leaving.
    ...(isStream ? { payloadAsStream: true } : {}),
  });

  const text = isStream ? '' : answer.body;
  if (isStream) answer.stream().destroy();
  return { what: `${method} ${target}`, status: answer.statusCode, body: text };
}

async function fill(): Promise<void> {
  const { store } = api;
  for (const { courseId, slug, title } of [HERE, THERE])
    await store.courses.create({ courseId, slug, title: { en: title, ja: title } });
  for (const learner of [ANNA, BEN, CARA]) await fillLearner(learner);

  await fillTeam();

  let githubId = 900;

  const person = async (course: typeof HERE, role: Role, active = true) => {
    const id = githubId++;
    await store.members.create(course.courseId, { githubId: id, role, active, login: `p${id}` });
    return id;
  };

  callers.set('nobody', {});
  callers.set('a wrong token', bearer(`saiten_${randomUUID()}`));
  callers.set('a wrong cookie', { cookie: `${SESSION_COOKIE}=${randomUUID()}` });
  callers.set('a learner by token', await token({ githubId: ANNA.githubId, role: 'owner' }));
  callers.set('a member of the team', await token({ githubId: DORA.githubId, role: 'owner' }));
  callers.set('a learner by cookie', await session(ANNA.githubId, ANNA.login));

  callers.set(
    'a narrow token of a learner',
    await token({ githubId: ANNA.githubId, role: 'learner', courseId: HERE.courseId }),
  );

  for (const role of ROLES) {
    callers.set(`${role} here`, await token({ githubId: await person(HERE, role), role: 'owner' }));
    callers.set(`${role} elsewhere`, await token({ githubId: await person(THERE, role), role: 'owner' }));
  }

  callers.set('somebody without a course', await session(799, 'stranger'));

  callers.set(
    'a member who left',
    await token({ githubId: await person(HERE, 'owner', false), role: 'owner' }),
  );

  callers.set(
    "the operator's token for another course",
    await token({ role: 'owner', courseId: THERE.courseId }),
  );

  const owner = await person(HERE, 'owner');

  callers.set(
    'an owner whose token is for another course',
    await token({ githubId: owner, role: 'owner', courseId: THERE.courseId }),
  );

  callers.set(
    'a token that ended',
    await token({ githubId: owner, role: 'owner', expiresAt: new Date(1000) }),
  );

  callers.set('a revoked token', await token({ githubId: owner, role: 'owner', revoked: true }));
}

async function fillTeam(): Promise<void> {
  const { store } = api;
  const { courseId } = HERE;
  const { submission: submissionId, run: runId } = OF_TEAM;
  const { githubId, login } = DORA;
  await store.members.create(courseId, { githubId, login, role: 'learner', active: true });

  await store.submissions.open({
    ...{ id: submissionId, courseId, folder: '03-config', authorId: BEN.githubId, authorLogin: BEN.login },
    identity: {
      ...{ repositoryId: BEN.githubId, pullNumber: 2, headSha: 'b'.repeat(40) },
      ...{ exercise: '03-config', attempt: 1 },
    },
    team: {
      name: 'TEAM-secret',
      members: [BEN, DORA].map((one) => ({ githubId: one.githubId, login: one.login })),
    },
  });

  const run = await store.runs.start({ runId, submissionId, workerId: 'w', startedAt: new Date() });
  const fencing = run?.fencing ?? 0;
  await store.runs.finish({ runId, fencing, state: 'graded', report: buildReport({ runId }) });
  const file = { path: 'a.yaml', bytes: 1, sha256: 'x', text: 'TEAM-secret' };
  await store.evidence.keep({ runId, fencing }, [{ kind: 'manifests', items: [file], isComplete: true }]);
}

async function fillLearner(learner: Learner): Promise<void> {
  const { store } = api;
  const { githubId, login, course } = learner;
  await store.members.create(course.courseId, { githubId, login, role: 'learner', active: true });
  const [submissionId, runId] = [submissionOf(learner), runOf(learner)];

  await store.submissions.open({
    id: submissionId,
    courseId: course.courseId,
    identity: {
      repositoryId: githubId,
      pullNumber: 1,
      headSha: 'a'.repeat(40),
      exercise: EXERCISE,
      attempt: 1,
    },
    ...{ authorId: githubId, authorLogin: login, folder: EXERCISE },
  });

  const run = await store.runs.start({ runId, submissionId, workerId: 'w', startedAt: new Date() });
  const fencing = run?.fencing ?? 0;
  const checks = [buildCheck({ status: 'fail', findings: [buildFinding({ found: secretOf(learner) })] })];
  await store.runs.finish({ runId, fencing, state: 'graded', report: buildReport({ runId, checks }) });
  const file = { path: 'a.yaml', bytes: 1, sha256: 'x', text: secretOf(learner) };
  await store.evidence.keep({ runId, fencing }, [{ kind: 'manifests', items: [file], isComplete: true }]);

  const send = async (path: string, payload: object) => {
    const answer = await askAsOperator(api, 'POST', path, { payload });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
    return answer.json<Record<string, string>>();
  };

  const { overrideId = '' } = await send(`/courses/${course.slug}/grades/${githubId}/${EXERCISE}/overrides`, {
    ...{ points: 5, reason: secretOf(learner) },
  });

  const { regradeId = '' } = await send(`/courses/${course.slug}/regrades`, {
    filter: { which: 'all', exercise: EXERCISE, githubId },
    reason: secretOf(learner),
  });

  const checkId = buildReport({}).checks[0]?.id ?? '';
  const quarantine = ulid(`Q${githubId}`);

  await store.quarantines.place({
    ...{ quarantineId: quarantine, courseId: course.courseId, exercise: EXERCISE, checkId },
    ...{ by: 'x', reason: secretOf(learner) },
  });

  const tokenId = ulid(`T${githubId}`);

  await store.apiTokens.create({
    ...{
      tokenId,
      hash: sha256(randomUUID()),
      name: secretOf(learner),
      githubId,
      role: 'learner',
      createdBy: 'x',
    },
  });

  madeFor.set(learner, {
    ...{ override: overrideId, regrade: regradeId, quarantine, tokenId },
    ...{ submission: submissionId, run: runId, id: submissionId },
  });
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
let tokens = 0;

async function token({
  revoked = false,
  ...given
}: {
  githubId?: number;
  courseId?: string;
  role: Role;
  expiresAt?: Date;
  revoked?: boolean;
}): Promise<Record<string, string>> {
  const { store } = api;
  const secret = `saiten_${randomUUID()}`;
  const tokenId = ulid(`K${tokens++}`);
  await store.apiTokens.create({ tokenId, hash: sha256(secret), name: 'test', createdBy: 'test', ...given });
  if (revoked) await store.apiTokens.revoke(tokenId, { githubId: given.githubId });
  return bearer(secret);
}

async function session(githubId: number, login: string): Promise<Record<string, string>> {
  const secret = randomUUID();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await api.store.sessions.begin({ hash: sha256(secret), githubId, login, expiresAt });
  return { cookie: `${SESSION_COOKIE}=${secret}` };
}
