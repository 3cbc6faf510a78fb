import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { COURSE, refusal, startCourse } from './course.ts';

describe('files', () => {
  it('are listed with their former names, in pages', async () => {
    const { client, github, repository } = await startCourse();

    github.commitFiles(repository, {
      branch: 'work',
      files: { 'a/pod.yaml': null, 'b/pod.yaml': 'kind: Pod\n', 'c.yaml': 'one\ntwo\n' },
    });

    github.push(repository, { branch: 'work', files: {} });
    const { data } = await client.rest.pulls.listFiles({ ...COURSE, pull_number: 1 });

    expect(
      data.map(({ filename, status, previous_filename, additions }) => [
        filename,
        status,
        previous_filename,
        additions,
      ]),
    ).toEqual([
      ['b/pod.yaml', 'renamed', 'a/pod.yaml', 0],
      ['c.yaml', 'added', undefined, 2],
    ]);

    const paged = await client.rest.pulls.listFiles({ ...COURSE, pull_number: 1, per_page: 1 });
    expect(paged.headers.link).toContain('page=2>; rel="next"');

    expect(
      await client.paginate(client.rest.pulls.listFiles, { ...COURSE, pull_number: 1, per_page: 1 }),
    ).toHaveLength(2);

    expect(github.violations).toEqual([]);
  });

  it('come as trees and blobs with the object ids of git, links and submodules marked', async () => {
    const { client, github, repository } = await startCourse();

    const sha = github.commitFiles(repository, {
      branch: 'odd',
      files: { link: { symlink: '/etc/passwd' }, module: { submodule: 'a'.repeat(40) } },
    });

    const { data } = await client.rest.git.getTree({ ...COURSE, tree_sha: sha, recursive: '1' });

    expect(data.tree.map(({ path, mode, type }) => [path, mode, type])).toEqual([
      ['a', '040000', 'tree'],
      ['a/pod.yaml', '100644', 'blob'],
      ['link', '120000', 'blob'],
      ['module', '160000', 'commit'],
    ]);

    const file = data.tree.find((entry) => entry.path === 'a/pod.yaml');

    const expected = execFileSync('git', ['hash-object', '--stdin'], { input: 'kind: Pod\n' })
      .toString()
      .trim();

    expect(file?.sha).toBe(expected);
    const blob = await client.rest.git.getBlob({ ...COURSE, file_sha: expected });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('kind: Pod\n');
    expect(github.violations).toEqual([]);
  });

  it('of a fork answer under the base repository, and its checks name no pull request', async () => {
    const { client, github, repository } = await startCourse();
    const fork = github.addRepository({ owner: 'mika', name: 'course', forkOf: repository });
    const sha = github.commitFiles(fork, { branch: 'try', files: { 'a/pod.yaml': 'kind: Service\n' } });

    const pull = github.openPullRequest({
      repo: repository,
      head: { repo: fork, branch: 'try' },
      title: 'Fork',
      author: 'mika',
    });

    expect(
      (await client.rest.git.getRef({ ...COURSE, ref: `pull/${pull.number}/head` })).data.object.sha,
    ).toBe(sha);

    const run = await client.rest.checks.create({ ...COURSE, name: 'grading', head_sha: sha });
    expect(run.data.pull_requests).toEqual([]);

    expect((await client.rest.pulls.get({ ...COURSE, pull_number: pull.number })).data.head.repo.fork).toBe(
      true,
    );

    expect(github.violations).toEqual([]);
  });

  it('are compared from the common ancestor', async () => {
    const { client, github, repository } = await startCourse();
    github.push(repository, { files: { 'elsewhere.yaml': 'x\n' } });

    const { data } = await client.rest.repos.compareCommitsWithBasehead({
      ...COURSE,
      basehead: 'main...work',
    });

    expect([data.status, data.ahead_by, data.behind_by]).toEqual(['diverged', 1, 1]);
    expect(data.files?.map((file) => file.filename)).toEqual(['a/pod.yaml']);
    expect(github.violations).toEqual([]);
  });
});

describe('comments', () => {
  it('hold up to 65,536 characters, when created and when updated', async () => {
    const { client, github, repository } = await startCourse();
    const longest = 'あ'.repeat(65_536);
    const created = await client.rest.issues.createComment({ ...COURSE, issue_number: 1, body: longest });
    const change = { ...COURSE, comment_id: created.data.id, body: `${longest}!` };
    expect(await refusal(client.rest.issues.updateComment(change))).toMatchObject({ status: 422 });
    const another = { ...COURSE, issue_number: 1, body: `${longest}!` };
    expect(await refusal(client.rest.issues.createComment(another))).toMatchObject({ status: 422 });

    expect(github.comments(repository, 1)).toMatchObject([
      { body: longest, appId: github.app.id, author: 'saiten[bot]' },
    ]);
  });

  it('come thirty a page, and a planted copy does not carry the App’s id', async () => {
    const { client, github, repository } = await startCourse();
    for (let count = 0; count < 31; count += 1)
      github.comment(repository, 1, { author: 'mika', body: `<!-- marker --> ${count}` });
    const first = await client.rest.issues.listComments({ ...COURSE, issue_number: 1 });
    expect(first.data).toHaveLength(30);
    expect(first.data[0]?.performed_via_github_app).toBeNull();

    expect(
      await client.paginate(client.rest.issues.listComments, { ...COURSE, issue_number: 1 }),
    ).toHaveLength(31);
  });

  it('take one reaction of each kind from an account', async () => {
    const { client, github, repository } = await startCourse();
    const { id } = github.comment(repository, 1, { author: 'mika', body: '/regrade' });

    const react = () =>
      client.rest.reactions.createForIssueComment({ ...COURSE, comment_id: id, content: 'eyes' });

    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);

    expect(github.comments(repository, 1)[0]?.reactions).toEqual([
      { content: 'eyes', author: 'saiten[bot]' },
    ]);
  });
});

it('shows the pull request as a page without running what a learner wrote', async () => {
  const { github, repository, client, pull } = await startCourse();

  github.comment(repository, 1, {
    author: 'mika',
    body: '<script>alert(1)</script>\n\n<details><summary>x</summary>\n\n**bold**\n\n</details>',
  });

  await client.rest.checks.create({
    ...COURSE,
    name: 'grading / <b>',
    head_sha: pull.headSha,
    conclusion: 'success',
  });

  const page = await (await fetch(`${github.url}/school/course/pull/1`)).text();
  expect(page).toContain('<strong>bold</strong>');
  expect(page).toContain('grading / &lt;b&gt;');
  expect(page).not.toContain('<script');
});
