import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createApi, type ApiOptions } from '../../../services/api/app.ts';
import { enforceAccess } from '../../../services/api/access/enforce-access.ts';
import { Failure } from '../../../services/domain/failure.ts';
import { DEFAULT_COURSE_ID, type Course } from '../../../services/domain/courses/course.ts';
import type { Submission } from '../../../services/domain/submissions/submission.ts';
import { sourcePage } from '../../../services/github/source-page.ts';
import { buildHealth } from '../../support/builders/health.ts';
import { apiOptions } from '../../support/builders/api-options.ts';

const token = 'a-token-of-twenty-characters';
const id = '01ARYZ6S410000000000000000';

const submission: Submission = {
  id,
  repositoryId: 1,
  pullNumber: 2,
  headSha: 'abc',
  exercise: '02-batch-jobs',
  attempt: 1,
  authorId: 3,
  authorLogin: 'hanako',
  state: 'graded',
  cancelRequested: false,
  createdAt: new Date(0),
};

const course: Course = {
  courseId: DEFAULT_COURSE_ID,
  slug: 'default',
  title: { en: 'Default course', ja: '既定のコース' },
  timeZone: 'Asia/Tokyo',
  gradePolicy: 'best',
  results: 'released',
  version: 3,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

const api = (overrides: { get?: () => Promise<Submission | undefined>; ready?: () => Promise<void> } = {}) =>
  createApi(
    apiOptions({
      token,
      health: buildHealth(overrides.ready),
      apiTokens: { use: async () => undefined },
      courses: {
        find: async (wanted) => (['default', DEFAULT_COURSE_ID].includes(wanted) ? course : undefined),
      },
      locate: {
        submission: async (wanted) =>
          wanted === id ? { courseId: DEFAULT_COURSE_ID, githubId: 3 } : undefined,
        run: async () => undefined,
      },
      submissions: {
        get: overrides.get ?? (async (wanted) => (wanted === id ? submission : undefined)),
        forPullRequest: async () => [submission],
      },
      runs: { get: async () => undefined, forSubmission: async () => [] },
      results: { isHeld: async () => false },
      pullRequests: { get: async () => ({ owner: 'school', name: 'hanako' }) },
      sourcePage: (source) => sourcePage('https://api.github.com', source),
    }),
  );

const get = async (
  url: string,
  options: { authorization?: string; api?: Parameters<typeof api>[0] } = {},
) => {
  const app = await api(options.api);
  return app.inject({ url, headers: { authorization: options.authorization ?? `Bearer ${token}` } });
};

describe('the API', () => {
  it('gives a submission', async () => {
    expect((await get(`/api/v1/submissions/${id}`)).json()).toMatchObject({
      submission: { authorLogin: 'hanako' },
      sourceUrl: 'https://github.com/school/hanako/pull/2',
      runs: [],
    });
  });

  it('lists the submissions of a pull request', async () => {
    expect((await get('/api/v1/repositories/1/pulls/2/submissions')).json()).toMatchObject({
      submissions: [{ id }],
    });
  });

  it.each([
    ['without a token', `/api/v1/submissions/${id}`, '', 401],
    ['with a wrong token', `/api/v1/submissions/${id}`, 'Bearer wrong', 401],
    ['with another scheme', `/api/v1/submissions/${id}`, `Basic ${token}`, 401],
    ['an unknown submission', '/api/v1/submissions/01ARYZ6S410000000000000001', undefined, 404],
    ['a malformed id', '/api/v1/submissions/x', undefined, 404],
    ['a malformed query', '/api/v1/courses?limit=0', undefined, 400],
    ['an unknown path', '/api/v1/gradebook', undefined, 404],
  ])('answers %s with a problem', async (_case, url, authorization, status) => {
    const answer = await get(url, authorization === undefined ? {} : { authorization });

    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it.each([
    ['hides what broke', new Error('password=geheim'), 500],
    [
      'says that the database is away',
      new Failure('infrastructure', 'store-unavailable', 'connect ECONNREFUSED'),
      503,
    ],
    [
      'does not ask to try again what the database will never take',
      new Failure('grader', 'store-refused', 'invalid byte sequence'),
      500,
    ],
  ])('%s', async (_case, error, status) => {
    const answer = await get(`/api/v1/submissions/${id}`, { api: { get: () => Promise.reject(error) } });
    expect([answer.statusCode, answer.body.includes(error.message)]).toEqual([status, false]);
  });

  it('tells who asks too often when to go on', async () => {
    const app = await createApi(apiOptions({ requestsPerMinute: 1 }));
    await app.inject('/api/v1/openapi.json');
    const refused = await app.inject('/api/v1/openapi.json');

    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0, refused.json<object>()]).toEqual([
      429,
      true,
      {
        type: 'urn:saiten:too-many-requests',
        title: 'too-many-requests',
        status: 429,
        detail: expect.stringMatching(
          /^One address may send 1 requests a minute; send the next one in \d+ \w+\.$/,
        ) as string,
      },
    ]);
  });

  it('grades no more than 5,000 submissions again at once', async () => {
    const asked: number[] = [];

    const preview: ApiOptions['regrades']['preview'] = async (_regrade, { most }) => {
      asked.push(most);
      return 'too-many';
    };

    const courses = { find: async () => course };
    const auditLog = { begin: async () => 1, drop: async () => undefined };
    const app = await createApi(apiOptions({ token, courses, auditLog, regrades: { preview } }));

    const refused = await app.inject({
      ...{ method: 'POST', url: '/api/v1/courses/default/regrades' },
      headers: { authorization: `Bearer ${token}` },
      payload: { filter: {}, reason: 'x' },
    });

    expect([refused.statusCode, refused.json<{ detail: string }>().detail, asked]).toEqual([
      409,
      'More than 5000 submissions are as you ask; do it exercise by exercise.',
      [5000],
    ]);
  });

  it.each(['/healthz', '/readyz'])('counts no request to %s', async (url) => {
    const app = await createApi(apiOptions({ requestsPerMinute: 1, health: buildHealth() }));
    const answers = [await app.inject(url), await app.inject(url), await app.inject(url)];
    expect(answers.map(({ statusCode }) => statusCode)).not.toContain(429);
  });

  it('is not ready while the store is away', async () => {
    const answer = await get('/readyz', { api: { ready: () => Promise.reject(new Error('away')) } });
    expect(answer.statusCode).toBe(503);
  });

  it('is described without a token, and says who may call what', async () => {
    const description = (await get('/api/v1/openapi.json', { authorization: '' })).json<{
      openapi: string;
      paths: Record<string, Record<string, { 'x-access': object; responses: object }>>;
    }>();

    const { get: described } = description.paths['/api/v1/submissions/{id}'] ?? {};

    expect([description.openapi, described?.['x-access'], Object.keys(described?.responses ?? {})]).toEqual([
      '3.1.0',
      { kind: 'course', least: 'read-only', own: true, through: 'submission' },
      ['200', '400', '401', '403', '404', '414', '429', '500', '503'],
    ]);
  });

  it('does not start with a route that does not say who may call it', async () => {
    const app = Fastify().withTypeProvider<TypeBoxTypeProvider>();
    enforceAccess(app, apiOptions({}));

    expect(() => app.get('/forgotten', async () => 'x')).toThrow(
      'Expected GET /forgotten to say who may call it',
    );
  });

  it('carries the version as ETag, and answers 304 to who has it already', async () => {
    const app = await api();
    const headers = { authorization: `Bearer ${token}` };
    const first = await app.inject({ url: '/api/v1/courses/default', headers });

    const second = await app.inject({
      url: '/api/v1/courses/default',
      headers: { ...headers, 'if-none-match': String(first.headers.etag) },
    });

    expect([first.statusCode, first.headers.etag, second.statusCode, second.body]).toEqual([
      200,
      '"3"',
      304,
      '',
    ]);
  });
});
