import { describe, expect, it } from 'vitest';
import { createApi } from '../../../services/api/app.ts';
import { Failure } from '../../../services/domain/failure.ts';
import type { Submission } from '../../../services/domain/submission.ts';

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

const api = (overrides: { get?: () => Promise<Submission | undefined>; ready?: () => Promise<void> } = {}) =>
  createApi({
    token,
    metrics: { contentType: 'text/plain', metrics: async () => 'saiten_runs_total 1' },
    ready: overrides.ready ?? (async () => undefined),
    submissions: {
      get: overrides.get ?? (async (wanted) => (wanted === id ? submission : undefined)),
      forPullRequest: async () => [submission],
    },
    runs: { forSubmission: async () => [] },
  });

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
    ['a malformed id', '/api/v1/submissions/x', undefined, 400],
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
  ])('%s', async (_case, error, status) => {
    const answer = await get(`/api/v1/submissions/${id}`, { api: { get: () => Promise.reject(error) } });
    expect([answer.statusCode, answer.body.includes(error.message)]).toEqual([status, false]);
  });

  it('is not ready while the store is away', async () => {
    const answer = await get('/readyz', { api: { ready: () => Promise.reject(new Error('away')) } });
    expect(answer.statusCode).toBe(503);
  });

  it('describes every route under /api/v1', async () => {
    const description = (await get('/api/v1/openapi.json', { authorization: '' })).json<{
      openapi: string;
      paths: object;
    }>();
    expect([description.openapi, Object.keys(description.paths)]).toEqual([
      '3.1.0',
      ['/api/v1/repositories/{repositoryId}/pulls/{pullNumber}/submissions', '/api/v1/submissions/{id}'],
    ]);
  });
});
