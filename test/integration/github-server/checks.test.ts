import { describe, expect, it } from 'vitest';
import { COURSE, refusal, startCourse } from './course.ts';

const annotation = (line: number) => ({
  path: 'a/pod.yaml',
  start_line: line,
  end_line: line,
  annotation_level: 'failure' as const,
  message: `line ${line}`,
});

describe('check runs', () => {
  it('are created again and again, and listed newest first', async () => {
    const { client, pull, github } = await startCourse();
    const run = { ...COURSE, name: 'grading / pods', head_sha: pull.headSha, external_id: 's1' };
    const first = await client.rest.checks.create(run);
    const second = await client.rest.checks.create(run);
    const all = await client.rest.checks.listForRef({ ...COURSE, ref: pull.headSha, filter: 'all' });
    expect(all.data.check_runs.map((each) => each.id)).toEqual([second.data.id, first.data.id]);
    const latest = await client.rest.checks.listForRef({ ...COURSE, ref: 'work', check_name: run.name });
    expect(latest.data.check_runs.map((each) => each.id)).toEqual([second.data.id]);
    expect(github.violations).toEqual([]);
  });

  it('are completed by a conclusion and append annotations of each update', async () => {
    const { client, pull, github } = await startCourse();

    const { data } = await client.rest.checks.create({
      ...COURSE,
      name: 'grading / pods',
      head_sha: pull.headSha,
    });

    const output = { title: 'Not yet', summary: 'One check failed' };

    for (const line of [1, 2]) {
      await client.rest.checks.update({
        ...COURSE,
        check_run_id: data.id,
        conclusion: 'failure',
        output: { ...output, annotations: [annotation(line)] },
      });
    }

    expect(github.checkRuns('school/course')).toMatchObject([
      { status: 'completed', conclusion: 'failure', annotations: [{ startLine: 1 }, { startLine: 2 }] },
    ]);

    expect(github.effects.map((each) => each.operationId)).toEqual([
      'checks/create',
      'checks/update',
      'checks/update',
    ]);
  });

  it.each([
    [
      '51 annotations',
      {
        output: {
          title: 't',
          summary: 's',
          annotations: Array.from({ length: 51 }, (_, i) => annotation(i + 1)),
        },
      },
    ],
    ['a summary of 65,536 characters', { output: { title: 't', summary: 'x'.repeat(65_536) } }],
    [
      'columns over several lines',
      {
        output: {
          title: 't',
          summary: 's',
          annotations: [{ ...annotation(1), end_line: 2, start_column: 1 }],
        },
      },
    ],
    [
      'an annotation title of 256 characters',
      { output: { title: 't', summary: 's', annotations: [{ ...annotation(1), title: 'x'.repeat(256) }] } },
    ],
    ['completed without a conclusion', { status: 'completed' as const }],
    ['an unknown commit', { head_sha: 'f'.repeat(40) }],
  ])('refuse %s with 422 and change nothing', async (_name, wrong) => {
    const { client, pull, github } = await startCourse();

    const request = client.rest.checks.create({
      ...COURSE,
      name: 'grading',
      head_sha: pull.headSha,
      ...wrong,
    });

    expect((await refusal(request)).status).toBe(422);
    expect(github.effects).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  it('can no longer be created on a commit that a force push left behind', async () => {
    const { client, github, pull, repository } = await startCourse();
    github.forcePush(repository, { branch: 'work', files: { 'a/pod.yaml': 'kind: CronJob\n' } });
    const request = client.rest.checks.create({ ...COURSE, name: 'grading', head_sha: pull.headSha });
    expect((await refusal(request)).message).toContain('No commit found for SHA');
    expect(github.pullRequest(repository, 1).headSha).not.toBe(pull.headSha);
  });

  it('belong to Apps: a personal token may read, not write', async () => {
    const { github, withToken, pull } = await startCourse();
    const owner = withToken(github.createPersonalToken('school'));
    const request = owner.rest.checks.create({ ...COURSE, name: 'grading', head_sha: pull.headSha });
    expect(await refusal(request)).toMatchObject({ status: 403 });
    expect((await owner.rest.checks.listForRef({ ...COURSE, ref: 'work' })).status).toBe(200);
  });
});

describe('commit statuses', () => {
  it('combine the newest of each context, also from a personal token', async () => {
    const { github, withToken, pull } = await startCourse();
    const owner = withToken(github.createPersonalToken('school'));

    const status = (context: string, state: 'pending' | 'success' | 'failure') =>
      owner.rest.repos.createCommitStatus({ ...COURSE, sha: pull.headSha, context, state });

    await status('a', 'failure');
    await status('a', 'success');
    await status('b', 'pending');
    const { data } = await owner.rest.repos.getCombinedStatusForRef({ ...COURSE, ref: pull.headSha });
    expect([data.state, data.total_count]).toEqual(['pending', 2]);
    expect(github.violations).toEqual([]);
  });

  it('refuse a commit that does not exist', async () => {
    const { client } = await startCourse();

    const request = client.rest.repos.createCommitStatus({
      ...COURSE,
      sha: 'e'.repeat(40),
      state: 'success',
    });

    expect(await refusal(request)).toMatchObject({ status: 422 });
  });
});
