import { createSign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COURSE, refusal, startCourse } from './course.ts';

const NOW = Date.parse('2026-11-02T09:00:00Z');

function jwt(privateKey: string, claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(privateKey, 'base64url')}`;
}

describe('App tokens', () => {
  const seconds = NOW / 1000;

  it.each([
    ['ten minutes long', { iat: seconds - 30, exp: seconds + 570 }, 200],
    ['an hour long', { iat: seconds, exp: seconds + 3600 }, 401],
    ['expired', { iat: seconds - 700, exp: seconds - 100 }, 401],
    ['issued in the future', { iat: seconds + 300, exp: seconds + 500 }, 401],
    ['of another App', { iat: seconds, exp: seconds + 60, iss: '1' }, 404],
  ])('%s: %s gives %i', async (_name, claims, status) => {
    const { github } = await startCourse({ clock: () => NOW });
    const token = jwt(github.app.privateKey, { iss: String(github.app.id), ...claims });
    const response = await fetch(`${github.url}/app`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(status);
    expect(github.violations).toEqual([]);
  });

  it('signed with another key are refused', async () => {
    const { github } = await startCourse();
    const other = await startCourse();
    const now = Math.floor(Date.now() / 1000);
    const token = jwt(other.github.app.privateKey, { iss: github.app.id, iat: now, exp: now + 60 });
    const response = await fetch(`${github.url}/app`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(401);
  });
});

describe('installation tokens', () => {
  it('live for one hour by the server’s clock', async () => {
    const { app, github, installationId, withToken } = await startCourse();
    const { data } = await app.rest.apps.createInstallationAccessToken({ installation_id: installationId });
    expect(data.token).toMatch(/^ghs_/);
    const client = withToken(data.token);
    github.advanceClock(3_400_000);
    expect((await client.rest.repos.get(COURSE)).status).toBe(200);
    github.advanceClock(201_000);
    expect(await refusal(client.rest.repos.get(COURSE))).toMatchObject({ status: 401 });
  });

  it('can be narrowed to fewer permissions', async () => {
    const { app, installationId, withToken, pull } = await startCourse();

    const { data } = await app.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
      permissions: { contents: 'read', checks: 'read' },
    });

    const client = withToken(data.token);
    const create = client.rest.checks.create({ ...COURSE, name: 'grading', head_sha: pull.headSha });
    expect(await refusal(create)).toMatchObject({ status: 403 });

    expect(await refusal(client.rest.pulls.get({ ...COURSE, pull_number: 1 }))).toMatchObject({
      status: 403,
    });

    expect((await client.rest.git.getTree({ ...COURSE, tree_sha: pull.headSha })).status).toBe(200);
  });

  it('can be narrowed to named repositories; a private one outside looks missing', async () => {
    const { app, github, installationId, withToken } = await startCourse();
    github.addRepository({ owner: 'school', name: 'answers', private: true });

    const { data } = await app.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
      repositories: ['course'],
    });

    const client = withToken(data.token);
    expect((await client.rest.repos.get(COURSE)).status).toBe(200);

    expect(await refusal(client.rest.repos.get({ ...COURSE, repo: 'answers' }))).toMatchObject({
      status: 404,
    });

    const listed = await client.rest.apps.listReposAccessibleToInstallation();
    expect(listed.data.repositories.map((each) => each.name)).toEqual(['course']);
    expect(github.violations).toEqual([]);
  });

  it('never gain a permission that the installation lacks', async () => {
    const { app, installationId } = await startCourse();

    const request = app.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
      permissions: { contents: 'write' },
    });

    expect(await refusal(request)).toMatchObject({ status: 422 });
  });
});

describe('everything else', () => {
  it('refuses unknown tokens', async () => {
    const { withToken } = await startCourse();
    expect(await refusal(withToken('ghp_unknown').rest.repos.get(COURSE))).toMatchObject({ status: 401 });
  });

  it('answers 304 to a known tag without spending the budget', async () => {
    const { github, withToken } = await startCourse();
    const client = withToken(github.createPersonalToken('mika'));
    const first = await client.rest.pulls.get({ ...COURSE, pull_number: 1 });
    const headers = { 'if-none-match': String(first.headers.etag) };

    expect(await refusal(client.rest.pulls.get({ ...COURSE, pull_number: 1, headers }))).toMatchObject({
      status: 304,
    });

    const { data } = await client.rest.rateLimit.get();
    expect(data.rate.used).toBe(1);
  });

  it('redirects the former name of a renamed repository', async () => {
    const { client, github, repository } = await startCourse();
    github.renameRepository(repository, 'course-2027');
    expect((await client.rest.repos.get(COURSE)).data.name).toBe('course-2027');

    const created = await client.rest.issues.createComment({
      ...COURSE,
      issue_number: 1,
      body: 'still here',
    });

    expect(created.status).toBe(201);
  });

  it('knows who may write to the repository', async () => {
    const { client, github, repository } = await startCourse();
    github.setPermission(repository, 'mika', 'maintain');
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...COURSE, username: 'mika' });
    expect([data.permission, data.role_name]).toEqual(['write', 'maintain']);
    expect(github.violations).toEqual([]);
  });
});
