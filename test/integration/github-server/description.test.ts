import { afterAll, expect, it } from 'vitest';
import { operation } from '../../github-server/routes/operation.ts';
import { startGitHubServer } from '../../github-server/start-github-server.ts';
import { COURSE, refusal, startCourse } from './course.ts';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => void (await Promise.all(closing.map((close) => close()))));

it('catches an answer of ours that GitHub would not give', async () => {
  const wrong = operation('rate-limit/get', 'anyone', () => ({
    status: 200,
    body: { rate: { limit: 'many' } },
  }));

  const github = await startGitHubServer({}, [wrong]);
  closing.push(() => github.close());
  const response = await fetch(`${github.url}/rate_limit`);
  expect(response.status).toBe(500);
  expect(github.violations).toMatchObject([{ side: 'response', key: 'rate-limit/get' }]);
  expect(github.violations[0]?.errors).toContain("/ must have required property 'resources'");
});

it.each([
  ['a page that is no number', '/repos/school/course/pulls?page=two', undefined],
  ['a state that does not exist', '/repos/school/course/pulls?state=ajar', undefined],
  ['a comment without a body', '/repos/school/course/issues/1/comments', { text: 'hello' }],
  ['an unknown reaction', '/repos/school/course/issues/comments/1/reactions', { content: 'fish' }],
])('refuses %s with 422', async (_name, path, body) => {
  const { github } = await startCourse();

  const response = await fetch(github.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${github.createPersonalToken('mika')}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ status: '422' });
  expect(github.effects).toEqual([]);
});

it('says 404 for what it does not serve and remembers that it was asked', async () => {
  const { client, github } = await startCourse();
  expect(await refusal(client.rest.repos.listBranches(COURSE))).toMatchObject({ status: 404 });
  expect(github.requests.at(-1)).toMatchObject({ operationId: null, status: 404 });
});
