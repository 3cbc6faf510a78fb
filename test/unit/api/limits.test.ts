import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createApi, type ApiServer } from '../../../services/api/app.ts';
import { SESSION_COOKIE } from '../../../services/api/access/session-cookie.ts';
import { sha256 } from '../../../services/api/access/identify.ts';
import { apiOptions } from '../../support/builders/api-options.ts';

const OPERATOR = 'a-token-of-twenty-characters';
const GOOD = 'saiten_good';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The API on a store that knows one token, and counts how often it is asked for any. */
async function build(server: ApiServer, requestsPerMinute: number) {
  const asked = { tokens: 0, sessions: 0 };
  const clock = { now: 0 };

  const app = await createApi(
    apiOptions({
      requestsPerMinute,
      now: () => new Date(clock.now),
      apiTokens: {
        use: async (hash) => {
          asked.tokens += 1;
          if (!hash.equals(sha256(GOOD))) return undefined;
          return { tokenId: 't', name: 'good', githubId: 7, role: 'owner' };
        },
      },
      sessions: { find: async () => void (asked.sessions += 1) },
      members: { coursesOf: async () => [] },
      receipts: { keySet: async () => ({}) },
    }),
    server,
  );

  let clients = 0;

  /** Asks from an address that nobody had before, unless told. */
  const ask = (url: string, headers: Record<string, string> = {}, remoteAddress = fresh()) =>
    app.inject({ url, headers, remoteAddress }).then(({ statusCode }) => statusCode);

  const fresh = () => `192.0.2.${++clients}`;
  return { app, asked, ask, fresh, clock };
}

type Built = Awaited<ReturnType<typeof build>>;

describe('the limit of requests', () => {
  const servers = {
    alone: {},
    'behind 10.0.0.1': { trustProxy: ['10.0.0.1'] },
    'behind two in a row': { trustProxy: ['loopback', '10.0.0.0/8'] },
  } satisfies Record<string, ApiServer>;

  const built = new Map<string, Built>();

  beforeAll(async () => {
    for (const [name, server] of Object.entries(servers)) built.set(name, await build(server, 1));
  }, 60_000);

  const of = (name: keyof typeof servers) => built.get(name) as Built;

  it.each([
    '/%61pi/v1/me',
    '/api/%76%31/me',
    '/api/v1/me?a=/healthz',
    '/api/v1/openapi.json',
    '/%61%70%69/v1/openapi.json',
    '/.well-known/jwks.json',
    '/%2ewell-known/jwks.json',
  ])('goes by the route that is found, as for %s', async (url) => {
    const { ask, fresh } = of('alone');
    const client = fresh();
    await ask('/api/v1/openapi.json', {}, client);
    expect(await ask(url, bearer(OPERATOR), client)).toBe(429);
  });

  it.each(['HEAD', 'GET'] as const)('counts %s', async (method) => {
    const { app, ask, fresh } = of('alone');
    const remoteAddress = fresh();
    await app.inject({ method, url: '/api/v1/openapi.json', remoteAddress });
    expect(await ask('/api/v1/openapi.json', {}, remoteAddress)).toBe(429);
  });

  it('comes before the store is asked who the caller is', async () => {
    const { ask, asked, fresh } = of('alone');
    const client = fresh();

    const answers = [
      await ask('/api/v1/me', bearer('wrong'), client),
      await ask('/api/v1/me', bearer('wrong'), client),
    ];

    expect([answers, asked.tokens]).toEqual([[401, 429], 1]);
  });

  it.each<[string, keyof typeof servers, [string, string], [string, string], 'one' | 'two']>([
    ['does not believe X-Forwarded-For', 'alone', ['10.0.1.1', '1.1.1.1'], ['10.0.1.1', '1.1.1.2'], 'one'],
    [
      'counts those behind a proxy',
      'behind 10.0.0.1',
      ['10.0.0.1', '2.1.1.1'],
      ['10.0.0.1', '2.1.1.2'],
      'two',
    ],
    [
      'counts those behind all of a range',
      'behind two in a row',
      ['10.0.0.1', '3.1.1.1'],
      ['10.0.0.9', '3.1.1.2'],
      'two',
    ],
    [
      'believes no client',
      'behind 10.0.0.1',
      ['10.0.0.1', '9.9.9.9, 4.1.1.1'],
      ['10.0.0.1', '8.8.8.8, 4.1.1.1'],
      'one',
    ],
    [
      'believes no client',
      'behind two in a row',
      ['127.0.0.1', '9.9.9.9, 5.1.1.1, 10.3.3.3'],
      ['127.0.0.1', '8.8.8.8, 5.1.1.1, 10.4.4.4'],
      'one',
    ],
    ['believes nobody else', 'behind 10.0.0.1', ['10.0.0.2', '6.1.1.1'], ['10.0.0.2', '6.1.1.2'], 'one'],
    ['takes an IPv6 network for one', 'alone', ['2001:db8::1', ''], ['2001:db8::2', ''], 'one'],
    [
      'takes an IPv6 network for one',
      'behind two in a row',
      ['10.0.0.1', '2001:db8:1::1'],
      ['10.0.0.1', '2001:db8:1::2'],
      'one',
    ],
    [
      'takes both forms of an IPv4 address for one',
      'alone',
      ['10.0.1.2', ''],
      ['::ffff:10.0.1.2', ''],
      'one',
    ],
  ])('%s, %s', async (_what, server, first, second, clients) => {
    const { ask } = of(server);
    const answers = [];
    for (const [address, forwarded] of [first, second])
      answers.push(
        await ask('/api/v1/openapi.json', forwarded === '' ? {} : { 'x-forwarded-for': forwarded }, address),
      );
    expect(answers).toEqual([200, clients === 'one' ? 429 : 200]);
  });
});

describe('files of the page', () => {
  it('have a limit of their own, 30,000 a minute and client', async () => {
    const page = await mkdtemp(join(tmpdir(), 'saiten-page-'));
    onTestFinished(() => rm(page, { recursive: true, force: true }));
    await writeFile(join(page, 'index.html'), '<!doctype html><title>Saiten</title>');
    const app = await createApi(apiOptions({ page }));
    const ask = (remoteAddress: string) => app.inject({ url: '/', remoteAddress });
    await ask('192.0.2.1');
    const answers = [await ask('192.0.2.1'), await ask('192.0.2.2')];

    expect(
      answers.map(({ headers }) => [headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']]),
    ).toEqual([
      ['30000', '29998'],
      ['30000', '29999'],
    ]);
  });
});

describe('wrong tokens', () => {
  let api: Built;

  beforeAll(async () => {
    api = await build({}, 6000);
  }, 60_000);

  /** How often each status was answered to so many requests at the same time. */
  async function flood(times: number, headers: (index: number) => Record<string, string>, client: string) {
    const answers = await Promise.all(
      Array.from({ length: times }, (_, index) => api.ask('/api/v1/me', headers(index), client)),
    );

    const count = (status: number) => answers.filter((one) => one === status).length;
    return { 401: count(401), 429: count(429) };
  }

  const wrong = () => bearer('saiten_wrong');

  it.each<[string, 'tokens' | 'sessions', (index: number) => Record<string, string>]>([
    ['of one kind', 'tokens', wrong],
    ['that are all different', 'tokens', (index) => bearer(`saiten_${index}`)],
    ['in cookies', 'sessions', (index) => ({ cookie: `${SESSION_COOKIE}=${index}` })],
  ])('%s are refused without asking the store once they are many', async (_what, part, headers) => {
    const before = api.asked[part];
    expect(await flood(200, headers, api.fresh())).toEqual({ 401: 60, 429: 140 });
    expect(api.asked[part] - before).toBe(60);
  });

  it('do not keep out who was known before, the operator, or anybody of another address', async () => {
    const client = api.fresh();
    await api.ask('/api/v1/me', bearer(GOOD), client);
    await flood(100, (index) => bearer(`saiten_other_${index}`), client);

    expect([
      await api.ask('/api/v1/me', bearer(GOOD), client),
      await api.ask('/api/v1/me', bearer(OPERATOR), client),
      await api.ask('/api/v1/me', bearer(GOOD)),
      await api.ask('/api/v1/me', bearer('saiten_other'), client),
    ]).toEqual([200, 200, 200, 429]);
  });

  it('that are repeated are not looked up again, and keep out nobody but themselves', async () => {
    const client = api.fresh();
    await api.ask('/api/v1/me', bearer('saiten_over'), client);
    const before = api.asked.tokens;
    expect(await flood(80, () => bearer('saiten_over'), client)).toEqual({ 401: 60, 429: 20 });
    expect(api.asked.tokens).toBe(before);
    expect(await api.ask('/api/v1/me', bearer('saiten_new'), client)).toBe(401);
  });

  it('say when to go on, and are forgiven then', async () => {
    const client = api.fresh();
    await flood(60, wrong, client);
    const refused = await api.app.inject({ url: '/api/v1/me', headers: wrong(), remoteAddress: client });
    api.clock.now += 60_000;

    expect([
      refused.headers['retry-after'],
      refused.json<{ title: string }>().title,
      await api.ask('/api/v1/me', wrong(), client),
    ]).toEqual(['60', 'too-many-requests', 401]);
  });

  it.each(['/metrics', '/%6detrics', '/metrics/', '/api/v1/metrics'])(
    'are as good as right ones for %s, which the public port does not have',
    async (url) => {
      expect([await api.ask(url, wrong()), await api.ask(url, bearer(OPERATOR))]).toEqual([404, 404]);
    },
  );
});

describe('input', () => {
  let api: Built;

  beforeAll(async () => {
    api = await build({}, 6000);
  }, 60_000);

  const send = async (payload: string) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/v1/courses',
      headers: { ...bearer(OPERATOR), 'content-type': 'application/json' },
      payload,
    });

    return [answer.statusCode, answer.json<{ title: string }>().title];
  };

  it.each([
    ['nested arrays', '['.repeat(500_000) + ']'.repeat(500_000), 'too-deep'],
    ['nested arrays that do not end', '['.repeat(1_000_000), 'too-deep'],
    ['nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'too-deep'],
    [
      'nesting in a body that would do',
      `{"slug":"x","title":${'['.repeat(30)}${']'.repeat(30)}}`,
      'too-deep',
    ],
    ['a prototype', '{"__proto__":{"slug":"x"}}', 'ctp-invalid-json-body'],
    ['no JSON', '{"a":', 'ctp-invalid-json-body'],
    ['nothing', '', 'ctp-empty-json-body'],
  ])('with %s is refused', async (_what, payload, title) => {
    expect(await send(payload)).toEqual([400, title]);
  });

  it('that is too long is refused', async () => {
    expect(await send(`"${'x'.repeat(1024 * 1024)}"`)).toEqual([413, 'ctp-body-too-large']);
  });
});
