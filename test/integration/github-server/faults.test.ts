import { describe, expect, it } from 'vitest';
import { COURSE, refusal, startCourse } from './course.ts';

describe('faults of requests', () => {
  it.each([
    ['bad-gateway-before', 0],
    ['bad-gateway-after', 1],
  ] as const)('%s leaves %i comments', async (kind, comments) => {
    const { client, github, repository } = await startCourse();
    const fault = github.faults.add({ kind, operation: 'issues/create-comment' });
    const post = () => client.rest.issues.createComment({ ...COURSE, issue_number: 1, body: 'graded' });
    expect(await refusal(post())).toMatchObject({ status: 502 });
    expect(github.comments(repository, 1)).toHaveLength(comments);
    expect(fault.hits).toBe(1);
    expect((await post()).status).toBe(201);
  });

  it('secondary limit: 403 with retry-after, as often as asked', async () => {
    const { github } = await startCourse();
    github.faults.add({ kind: 'secondary-limit', operation: 'repos/get', retryAfterSeconds: 7, times: 2 });
    const statuses: [number, string | null][] = [];

    for (let count = 0; count < 3; count += 1) {
      const response = await fetch(`${github.url}/repos/school/course`);
      statuses.push([response.status, response.headers.get('retry-after')]);
    }

    expect(statuses).toEqual([
      [403, '7'],
      [403, '7'],
      [200, null],
    ]);
  });

  it('primary limit: nothing remains until the reset', async () => {
    const { github } = await startCourse();
    github.faults.add({ kind: 'primary-limit', operation: 'repos/get', resetAfterSeconds: 60 });
    const get = () => fetch(`${github.url}/repos/school/course`);
    const refused = await get();
    expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    expect((await get()).status).toBe(403);
    github.advanceClock(61_000);
    expect((await get()).status).toBe(200);
  });

  it('delay: the answer comes, later', async () => {
    const { client, github } = await startCourse();
    github.faults.add({ kind: 'delay', operation: '*', milliseconds: 20, times: Infinity });
    expect((await client.rest.repos.get(COURSE)).status).toBe(200);
  });

  it.each([
    ['suspended', { kind: 'suspended' }, 403, 'This installation has been suspended'],
    ['too many requests', { kind: 'refused', status: 429 }, 429, 'Too many requests'],
    ['broken', { kind: 'refused', status: 500 }, 500, 'Internal Server Error'],
  ] as const)('%s: refused, as GitHub says it', async (_name, fault, status, message) => {
    const { client, github } = await startCourse();
    github.faults.add({ ...fault, operation: 'repos/get' });

    expect(await refusal(client.rest.repos.get(COURSE))).toMatchObject({
      status,
      message: expect.stringContaining(message) as string,
    });

    expect(github.violations).toEqual([]);
  });

  it('reset: the connection breaks', async () => {
    const { github } = await startCourse();
    github.faults.add({ kind: 'reset', operation: 'repos/get' });
    await expect(fetch(`${github.url}/repos/school/course`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${github.url}/repos/school/course`)).status).toBe(200);
  });

  it('stale: the answer is that from before the last push, after those that it lets pass', async () => {
    const { client, github, repository } = await startCourse();
    const read = async () => (await client.rest.pulls.get({ ...COURSE, pull_number: 1 })).data.head.sha;
    const before = await read();
    const pushed = github.push(repository, { branch: 'work', files: { 'b.yaml': 'x' } });
    github.faults.add({ kind: 'stale', operation: 'pulls/get', after: 1 });
    expect([await read(), await read(), await read()]).toEqual([pushed, before, pushed]);
    expect(github.violations).toEqual([]);
  });

  it('no diff: 422, in the words of GitHub', async () => {
    const { client, github } = await startCourse();
    github.faults.add({ kind: 'no-diff', operation: 'pulls/list-files' });
    const listing = client.rest.pulls.listFiles({ ...COURSE, pull_number: 1 });

    expect(await refusal(listing)).toMatchObject({
      status: 422,
      message: expect.stringContaining('diff is taking too long') as string,
    });

    expect(github.violations).toEqual([]);
  });

  it('short tree: a recursive listing ends early, another does not', async () => {
    const { client, github } = await startCourse();
    const fault = { kind: 'short-tree', operation: 'git/get-tree', entries: 0, times: 2 } as const;
    github.faults.add(fault);
    const whole = await client.rest.git.getTree({ ...COURSE, tree_sha: 'main', recursive: 'true' });
    expect([whole.data.truncated, whole.data.tree]).toEqual([true, []]);
    const own = await client.rest.git.getTree({ ...COURSE, tree_sha: 'main' });
    expect([own.data.truncated, own.data.tree.length > 0]).toEqual([false, true]);
  });

  it('are gone after clear', async () => {
    const { github } = await startCourse();
    github.faults.add({ kind: 'bad-gateway-before', operation: '*', times: Infinity });
    expect((await fetch(`${github.url}/meta`)).status).toBe(502);
    github.faults.clear();
    expect((await fetch(`${github.url}/meta`)).status).toBe(200);
  });
});
