import { createHash } from 'node:crypto';
import pg from 'pg';
import Value from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import type { Verdict } from '../../../services/domain/submissions/grading-report.ts';
import { KeySet } from '../../../services/receipt/key-set.ts';
import { verifyReceipt } from '../../../services/receipt/verify-receipt.ts';
import { buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { ISSUER, OPERATOR, startApi } from '../../support/running-api.ts';

const HANAKO = 5;
const TARO = 6;
const SUBMISSION = '01ARYZ6S410000000000000001';
const RUN = '01ARYZ6S410000000000000002';
const AT = new Date('2026-11-24T00:00:00Z');
const LOG = { pod: 'web-0', container: 'web', previous: false, text: 'said' };

const identity = {
  repositoryId: 7,
  pullNumber: 3,
  headSha: 'a'.repeat(40),
  exercise: '02-batch-jobs',
  attempt: 1,
};

let server: DatabaseServer;
let url: string;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  url = await server.fresh();
  api = await startApi(url);
  onTestFinished(() => api.close());
  await graded('passed');

  await change(`insert into course_members (course_id, github_id, login, role, source, created_at, updated_at)
    select '${DEFAULT_COURSE_ID}', id, 'x', 'learner', 'api', now(), now()
    from unnest(array[${HANAKO}, ${TARO}]) id on conflict do nothing`);

  for (const [githubId, login] of [
    [HANAKO, 'hanako'],
    [TARO, 'taro'],
  ] as const)
    await change(
      'insert into sessions values ($1, $2, $3, now(), now() + make_interval(hours => 1))',
      createHash('sha256').update(login).digest(),
      ...[githubId, login],
    );
});

async function change(text: string, ...values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text, values);
  await client.end();
}

async function graded(verdict: Verdict): Promise<void> {
  const { store } = api;

  await store.submissions.open({
    id: SUBMISSION,
    identity,
    folder: 'work',
    authorId: HANAKO,
    authorLogin: 'hanako',
  });

  await store.runs.start({ runId: RUN, submissionId: SUBMISSION, workerId: 'w', startedAt: AT });
  const report = buildReport({ runId: RUN, verdict, headSha: identity.headSha });
  await store.runs.finish({ runId: RUN, fencing: 1, report, state: 'graded' });

  await store.evidence.keep({ runId: RUN, fencing: 1 }, [
    { kind: 'logs', items: [LOG], isComplete: true },
    { kind: 'audit', items: [{ verb: 'create' }], isComplete: true },
    { kind: 'events', items: [], isComplete: false, missing: 'no answer' },
  ]);
}

const ask = (path: string, who: 'operator' | 'hanako' | 'taro' | 'nobody' = 'operator') =>
  api.app.inject({
    url: path.startsWith('/.') ? path : `/api/v1${path}`,
    headers:
      who === 'operator'
        ? { authorization: `Bearer ${OPERATOR}` }
        : who === 'nobody'
          ? {}
          : { cookie: `saiten-session=${who}` },
  });

describe('the evidence of a run', () => {
  it('is listed in its order, with what is missing', async () => {
    expect((await ask(`/runs/${RUN}/evidence`)).json()).toMatchObject({
      items: [
        { kind: 'events', missing: 'no answer', isComplete: false },
        { kind: 'logs', isComplete: true, items: 1 },
        { kind: 'audit' },
      ],
      next: null,
    });
  });

  it('is read kind by kind', async () => {
    expect((await ask(`/runs/${RUN}/evidence/logs`)).json()).toMatchObject({
      kind: 'logs',
      items: [LOG],
    });
  });

  it.each([
    ['a kind that was not kept', `/runs/${RUN}/evidence/objects`, 404],
    ['a kind that there is not', `/runs/${RUN}/evidence/secrets`, 400],
    ['an unknown run', `/runs/${SUBMISSION}/evidence`, 404],
    ['no id', '/runs/x/evidence', 404],
  ])('refuses %s', async (_name, path, status) => {
    expect((await ask(path)).statusCode).toBe(status);
  });

  it('shows learners their own, without the requests of the grader', async () => {
    const list = (await ask(`/runs/${RUN}/evidence`, 'hanako')).json<{ items: { kind: string }[] }>();
    expect(list.items.map(({ kind }) => kind)).toEqual(['events', 'logs']);
    expect((await ask(`/runs/${RUN}/evidence/audit`, 'hanako')).statusCode).toBe(404);
  });

  it.each(['evidence', 'evidence/logs', 'receipt'])('hides %s from others', async (path) => {
    expect((await ask(`/runs/${RUN}/${path}`, 'taro')).statusCode).toBe(404);
    expect((await ask(`/runs/${RUN}/${path}`, 'nobody')).statusCode).toBe(401);
  });

  it.each(['evidence', 'evidence/logs', 'receipt'])(
    'hides %s from its learner while results are held',
    async (path) => {
      await change(`update courses set results = 'held'`);
      expect((await ask(`/runs/${RUN}/${path}`, 'hanako')).statusCode).toBe(404);
      expect((await ask(`/runs/${RUN}/${path}`)).statusCode).toBe(200);
    },
  );
});

describe('the receipt of a run', () => {
  it('is verified with the published keys, and tells the result', async () => {
    const answer = await ask(`/runs/${RUN}/receipt`, 'hanako');
    expect(answer.headers['content-type']).toMatch('application/jose');
    const keys = Value.Parse(KeySet, (await ask('/.well-known/jwks.json', 'nobody')).json());

    expect(await verifyReceipt(answer.body, keys)).toMatchObject({
      iss: ISSUER,
      sub: `github:${HANAKO}`,
      jti: RUN,
      exercise: identity.exercise,
      commit: identity.headSha,
      verdict: 'passed',
    });
  });

  it('does not name the learner', async () => {
    const { body } = await ask(`/runs/${RUN}/receipt`);
    expect(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()).not.toContain('hanako');
  });

  it('stays valid when the keys change, until the former one is revoked', async () => {
    const { body } = await ask(`/runs/${RUN}/receipt`);
    const published = async () => Value.Parse(KeySet, (await ask('/.well-known/jwks.json')).json());
    const { signingKeys } = api.store;
    const key = { publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }, privateKey: Buffer.from('x') };
    await signingKeys.rotate({ kid: 'second', ...key }, { revoke: false });
    expect(await verifyReceipt(body, await published())).toMatchObject({ jti: RUN });
    const first = (await signingKeys.published()).at(-1);
    expect(first).toMatchObject({ retiredAt: expect.any(Date) as Date });
  });

  it('is signed no more, and says so, when nobody can decrypt the key', async () => {
    const key = {
      kid: 'k',
      publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' },
      privateKey: Buffer.alloc(60),
    };

    await api.store.signingKeys.rotate(key, { revoke: false });

    expect((await ask(`/runs/${RUN}/receipt`)).json()).toMatchObject({
      status: 503,
      title: 'signing-key-locked',
    });
  });
});

describe('keys of receipts', () => {
  it('have one that signs, also when several processes make the first', async () => {
    const fresh = await startApi(await server.fresh());
    onTestFinished(() => fresh.close());
    const { signingKeys } = fresh.store;
    const key = (kid: string) => ({ kid, publicKey: { kid }, privateKey: Buffer.from(kid) });
    const won = await Promise.all(['a', 'b', 'c'].map((kid) => signingKeys.addFirst(key(kid))));
    expect(new Set(won.map(({ kid }) => kid)).size).toBe(1);
    expect(await signingKeys.published()).toHaveLength(1);
  });

  it('publish no key that was revoked', async () => {
    const { signingKeys } = api.store;
    const key = (kid: string) => ({ kid, publicKey: { kid }, privateKey: Buffer.from(kid) });
    expect(await signingKeys.rotate(key('a'), { revoke: false })).toBeUndefined();
    expect(await signingKeys.rotate(key('b'), { revoke: true })).toBe('a');
    expect((await signingKeys.published()).map(({ kid }) => kid)).toEqual(['b']);
  });
});
