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

    const { number, headSha } = pull;
    const { entries, truncated } = await ours.tree(pull.headSha);
    expect(truncated).toBe(false);
    const file = entries.find(({ path }) => path === '01-pods/pod.yaml');

    expect(await ours.changedFiles(number, { expected: 1, headSha })).toEqual([
      { path: '01-pods/pod.yaml', sha: file?.sha, status: 'added' },
    ]);

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

  it.each([
    ['it lists fewer files than the pull request has', 2, undefined],
    ['the list is as long as it can be', 3000, undefined],
    ['the diff takes too long', 1, 'no-diff'],
    ['GitHub breaks down over it', 1, 'bad-gateway-before'],
    ['it lists more files than the pull request has', 0, undefined],
  ] as const)('says that it does not know all changed files when %s', async (_case, expected, kind) => {
    const { ours, pull, server } = await buildGitHub();
    if (kind !== undefined) server.faults.add({ operation: 'pulls/list-files', kind, times: Infinity });
    const { number, headSha } = pull;
    expect(await ours.changedFiles(number, { expected, headSha })).toBeUndefined();
  });

  it('does not take a list of another head, however long, for the one that was asked for', async () => {
    const { ours, server, repository, pull } = await buildGitHub();
    const files = { '01-pods/pod.yaml': null, '02-jobs/job.yaml': 'kind: Job\n' };
    const headSha = server.push(repository, { branch: 'work', files });
    server.faults.add({ operation: 'pulls/list-files', kind: 'stale' });
    const list = () => ours.changedFiles(pull.number, { expected: 1, headSha });
    expect(await list()).toBeUndefined();

    expect((await list())?.map(({ path, status }) => [path, status])).toEqual([
      ['02-jobs/job.yaml', 'added'],
    ]);
  });

  it('still says that a limit is reached when changed files are asked for', async () => {
    const { ours, pull, server } = await buildGitHub();
    server.faults.add({ operation: 'pulls/list-files', kind: 'secondary-limit', retryAfterSeconds: 600 });
    const { number, headSha } = pull;

    await expect(ours.changedFiles(number, { expected: 1, headSha })).rejects.toMatchObject({
      code: 'rate-limited',
    });
  });

  it.each([
    ['the comparison', undefined, 'the fork'],
    ['the base branch where there is no comparison', 'no-diff', 'the base'],
  ] as const)('finds where a pull request began, by %s', async (_case, kind, expected) => {
    const { ours, server, repository, pull } = await buildGitHub();
    const fork = pull.baseSha;
    server.push(repository, { files: { 'news.md': 'more\n' } });
    const head = server.push(repository, { branch: 'late', parent: fork, files: { 'a.md': 'a\n' } });
    const late = server.openPullRequest({ repo: repository, head: 'late', title: 'Late', author: 'hanako' });
    if (kind !== undefined) server.faults.add({ operation: 'repos/compare-commits-with-basehead', kind });
    const base = await ours.mergeBase(late.baseSha, head);
    expect(base === fork ? 'the fork' : base === late.baseSha ? 'the base' : base).toBe(expected);
  });

  it.each([
    ['no-diff', 'too-many'],
    ['bad-gateway-before', 'too-many'],
  ] as const)('says that a comparison is too large: %s', async (kind, expected) => {
    const { ours, server, pull } = await buildGitHub();
    server.faults.add({ operation: 'repos/compare-commits-with-basehead', kind, times: Infinity });
    expect(await ours.comparedFiles(pull.baseSha, pull.headSha)).toBe(expected);
  });

  it('says that a comparison lists too many files, and that a commit was pushed away', async () => {
    const { ours, server, repository, pull } = await buildGitHub();
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.md`, `${i}\n`]));
    const head = server.push(repository, { branch: 'work', files });
    expect(await ours.comparedFiles(pull.headSha, head)).toBe('too-many');
    expect(await ours.comparedFiles(head, pull.headSha)).toBeUndefined();
  });

  it('says that it does not know a commit, which may not be everywhere yet', async () => {
    const { ours, pull } = await buildGitHub();
    expect(await ours.comparedFiles(pull.baseSha, 'f'.repeat(40))).toBe('unknown');
    expect(await ours.mergeBase(pull.baseSha, 'f'.repeat(40))).toBeUndefined();
  });

  it('lists a folder by its own entries, and says when a listing was cut', async () => {
    const { ours, server, pull } = await buildGitHub();
    server.faults.add({ operation: 'git/get-tree', kind: 'short-tree', entries: 1, times: Infinity });
    expect(await ours.tree(pull.headSha)).toMatchObject({ truncated: true });
    const { entries, truncated } = await ours.tree(pull.headSha, { recursive: false });

    expect([truncated, ...entries.map(({ path, type }) => `${path} ${type}`)]).toEqual([
      false,
      '01-pods folder',
      'README.md file',
    ]);

    const inner = await ours.tree(entries[0]?.sha ?? '', { recursive: true });
    expect(inner.entries.map(({ path }) => path)).toEqual(['pod.yaml']);
  });
});
