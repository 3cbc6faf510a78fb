import { describe, expect, it } from 'vitest';
import { buildGitHub } from './github-fixture.ts';

describe('reading a submission', () => {
  it('reads the pull request, its files, its tree and a blob', async () => {
    const { ours, pull, server } = await buildGitHub();
    expect(await ours.pullRequest(pull.number)).toMatchObject({
      number: pull.number,
      headSha: pull.headSha,
      state: 'open',
      draft: false,
      author: { login: 'hanako' },
      baseRef: 'main',
      title: 'My pod',
    });
    expect(await ours.changedFiles(pull.number)).toEqual([{ path: '01-pods/pod.yaml', status: 'added' }]);
    const { entries, truncated } = await ours.tree(pull.headSha);
    expect(truncated).toBe(false);
    const file = entries.find(({ path }) => path === '01-pods/pod.yaml');
    expect(file).toMatchObject({ type: 'file', size: 10 });
    expect(Buffer.from(await ours.blob(file?.sha ?? '')).toString()).toBe('kind: Pod\n');
    await expect(ours.blob(file?.sha ?? '', { maxBytes: 9 })).rejects.toMatchObject({
      fault: 'learner',
      code: 'blob-too-large',
    });
    expect(server.violations).toEqual([]);
  });

  it('tells links and submodules from files', async () => {
    const { ours, server, repository } = await buildGitHub();
    const sha = server.push(repository, {
      branch: 'odd',
      files: { link: { symlink: '/etc/passwd' }, sub: { submodule: 'a'.repeat(40) } },
    });
    const types = (await ours.tree(sha)).entries.map(({ path, type }) => [path, type]);
    expect(types).toContainEqual(['link', 'symlink']);
    expect(types).toContainEqual(['sub', 'submodule']);
  });

  it('follows a renamed repository by its id', async () => {
    const { ours, server, repository, pull } = await buildGitHub();
    server.renameRepository(repository, 'exercises-2026');
    expect((await ours.pullRequest(pull.number)).headSha).toBe(pull.headSha);
  });

  it('refuses another repository that took over the name', async () => {
    const { github, reference } = await buildGitHub();
    const other = github.forRepository({ ...reference, repositoryId: 987_654_321 });
    await expect(other.pullRequest(1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('answers the permission of a writer, a reader and a stranger', async () => {
    const { ours, server, repository } = await buildGitHub();
    server.setPermission(repository, 'teacher', 'write');
    expect(await ours.permission('teacher')).toBe('write');
    expect(await ours.permission('hanako')).toBe('read');
    expect(await ours.permission('nobody-at-all')).toBe('none');
  });

  it('says that a pull request does not exist', async () => {
    const { ours } = await buildGitHub();
    await expect(ours.pullRequest(999)).rejects.toMatchObject({ fault: 'configuration', code: 'not-found' });
  });
});
