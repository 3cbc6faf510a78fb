import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { OPERATOR, startApi } from '../../support/running-api.ts';
import { typedClient } from '../../support/typed-client.ts';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  server = await startDatabaseServer();
  api = await startApi(await server.fresh());
});

afterAll(async () => {
  await api.close();
  await server.stop();
});

const roster = (payload: string, query = '') =>
  api.app.inject({
    method: 'POST',
    url: `/api/v1/courses/default/roster${query}`,
    headers: { authorization: `Bearer ${OPERATOR}`, 'content-type': 'text/csv' },
    payload,
  });

it('takes a roster over after a preview, refuses wrong lines, and gives it out as it came in', async () => {
  const csv = 'github_id,login,name\r\n7,hanako,"Yamada, Hanako"\r\nx,taro,\r\n8,jiro,=1+1\r\n';
  const preview = await roster(csv, '?preview=true');

  expect(preview.json()).toMatchObject({
    applied: false,
    added: [{ githubId: 7, role: 'learner', active: true }, { githubId: 8 }],
    wrong: [{ line: 3 }],
  });

  expect((await roster(csv)).json()).toMatchObject({ status: 400, errors: [{ where: 'line 3' }] });

  expect((await roster(csv.replace('x,taro,\r\n', ''))).json()).toMatchObject({
    applied: true,
    unchanged: 0,
  });

  const out = await api.app.inject({
    url: '/api/v1/courses/default/roster',
    headers: { authorization: `Bearer ${OPERATOR}` },
  });

  expect(out.body).toContain('7,hanako,"Yamada, Hanako",learner-');
  expect(out.body).toContain("'=1+1");
  expect((await roster(out.body)).json()).toMatchObject({ added: [], changed: [], unchanged: 2 });
});

it('gives typed clients what the description says, problems included', async () => {
  const client = typedClient(api);
  const path = { course: 'default' };

  const added = await client.POST('/api/v1/courses/{course}/members', {
    params: { path },
    body: { githubId: 21, login: 'saburo', role: 'learner' },
  });

  expect(added.data).toMatchObject({ githubId: 21, active: true, version: 1 });

  const listed = await client.GET('/api/v1/courses/{course}/members', {
    params: { path, query: { limit: 200 } },
  });

  expect(listed.data?.items.map(({ login }) => login)).toContain('saburo');

  const change = await client.PATCH('/api/v1/courses/{course}/members/{githubId}', {
    params: { path: { ...path, githubId: 21 } },
    body: { active: false },
  });

  expect([change.error?.status, change.error?.title]).toEqual([428, 'version-missing']);
});
