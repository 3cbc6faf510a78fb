import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentifiers } from '../../../services/domain/identifier.ts';
import { createGitHub } from '../../../services/github/create-github.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage, type Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';

let room: Classroom;
let count = 0;
beforeAll(async () => void (room = await startClassroom()));
afterAll(() => room.close());

const stageOf = () => setStage(room, `reconciled-${++count}`);

/** What GitHub shows of the last pull request: the checks of its head, and how many comments. */
async function shown({ github, repo, pull }: Stage) {
  await room.quiet();
  const { headSha, number } = pull();
  const checks = github.checkRuns(repo, headSha).map(({ name, conclusion }) => [name, conclusion]);
  return { checks, comments: github.comments(repo, number).length };
}

const PASSED = {
  checks: [
    [JOBS, 'success'],
    ['grading', 'success'],
  ],
  comments: 1,
};

/** Each runs against the fake GitHub over HTTP, and a second time, when there is nothing left to put right. */
describe('the reconciler', () => {
  it('has a lost delivery sent again, once', async () => {
    const stage = stageOf();
    stage.github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: stage.repo.id });
    stage.opens(answer('passes'));
    await stage.github.idle();
    expect(await room.reconcile('redeliver', 61)).toBe(1);
    expect(await shown(stage)).toEqual(PASSED);
    expect(await room.reconcile('redeliver', 61)).toBe(0);
  });

  it('leaves a delivery alone that failed just now', async () => {
    const stage = stageOf();
    stage.github.faults.add({ event: 'pull_request', kind: 'drop', repositoryId: stage.repo.id });
    stage.opens(answer('passes'));
    await stage.github.idle();
    expect(await room.reconcile('redeliver', 30)).toBe(0);
    await room.reconcile('redeliver', 61);
    await shown(stage);
  });

  it('finds a head that no event told of, and queues it once', async () => {
    const stage = stageOf();
    stage.github.setWebhook(null);
    stage.opens(answer('passes'));
    await stage.github.idle();
    stage.github.setWebhook({ url: room.webhookUrl, secret: stage.github.app.webhookSecret });
    expect(await room.reconcile('find-missed-heads', 121)).toBe(1);
    expect(await shown(stage)).toEqual(PASSED);
    expect(await room.reconcile('find-missed-heads', 121)).toBe(0);
  });

  it('stops looking for heads when GitHub’s limit is reached, and finds them later', async () => {
    const stage = stageOf();
    stage.github.setWebhook(null);
    stage.opens(answer('passes'));
    await stage.github.idle();
    stage.github.setWebhook({ url: room.webhookUrl, secret: stage.github.app.webhookSecret });

    const limit = stage.github.faults.add({
      operation: 'pulls/list',
      kind: 'secondary-limit',
      retryAfterSeconds: 1,
      times: 100,
    });

    expect(await room.reconcile('find-missed-heads', 121)).toBe(0);
    limit.remove();
    await stage.until(async () => (await room.reconcile('find-missed-heads', 121)) === 1);
    expect(await shown(stage)).toEqual(PASSED);
  });

  it('ends a check run honestly that belongs to nothing it knows', async () => {
    const stage = stageOf();
    stage.opens(answer('passes'));
    await shown(stage);
    const externalId = createIdentifiers(Date.now, randomBytes).next();
    const { app, url } = stage.github;
    const client = createGitHub({ mode: 'app', appId: app.id, privateKey: app.privateKey, baseUrl: url });
    const { id: repositoryId, owner, name } = stage.repo;

    const { id } = await client.forRepository({ repositoryId, owner, name }).checkRuns.ensure({
      headSha: stage.pull().headSha,
      name: 'grading / left-behind',
      externalId,
      status: 'in_progress',
      output: { title: 'Grading', summary: 'Under way.' },
    });

    // GitHub's limit on writes may let it wait a little: the pull request was published just now.
    await stage.until(async () => (await room.reconcile('finish-stuck-checks', 601)) === 1);
    const left = stage.github.checkRuns(stage.repo).find((run) => run.id === id);
    expect(left).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(await room.reconcile('finish-stuck-checks', 601)).toBe(0);
  });

  it('queues a submission again whose job is gone', async () => {
    const stage = stageOf();
    stage.opens(answer('fails'));
    await shown(stage);
    const { number, headSha } = stage.pull();
    const [first] = await room.store.submissions.forPullRequest(stage.repo.id, number);
    if (first === undefined) throw new Error('Expected a submission.');
    const { repositoryId, pullNumber, exercise, authorId, authorLogin, folder, courseId } = first;

    await room.store.submissions.open({
      id: createIdentifiers(Date.now, randomBytes).next(),
      identity: { repositoryId, pullNumber, headSha, exercise, attempt: 2 },
      ...{ authorId, authorLogin, folder, courseId },
    });

    expect(await room.reconcile('requeue', 3600)).toBe(1);
    await shown(stage);
    expect(await room.reconcile('requeue', 3600)).toBe(0);

    const states = (await room.store.submissions.forPullRequest(repositoryId, pullNumber)).map(
      ({ state }) => state,
    );

    expect(states).toEqual(['graded', 'graded']);
  });

  it('publishes late what an outage of GitHub kept back', async () => {
    const stage = stageOf();
    const writes = ['checks/create', 'checks/update', 'issues/create-comment'] as const;

    const faults = writes.map((operation) =>
      stage.github.faults.add({
        operation,
        kind: 'bad-gateway-before',
        repositoryId: stage.repo.id,
        times: 10_000,
      }),
    );

    stage.opens(answer('passes'));

    const graded = async () => {
      const all = await room.store.submissions.forPullRequest(stage.repo.id, stage.pull().number);
      return all.some(({ state }) => state === 'graded');
    };

    await stage.until(graded);
    expect(stage.github.checkRuns(stage.repo, stage.pull().headSha)).toEqual([]);
    for (const fault of faults) fault.remove();
    expect(await shown(stage)).toEqual(PASSED);
  });
});

describe('what nobody asks for any more', () => {
  const key = { actor: 'operator', route: 'POST /api/v1/courses', key: 'k' };

  it('is forgotten of repeated requests after a day, not before', async () => {
    await room.store.idempotencyKeys.take(key, 'hash');
    await room.store.idempotencyKeys.finish(key, { status: 201, body: '{}' });

    const forgotten = [
      await room.reconcile('forget-request-keys', 86_000),
      await room.reconcile('forget-request-keys', 86_500),
    ];

    expect([forgotten, await room.store.idempotencyKeys.take(key, 'other')]).toEqual([[0, 1], undefined]);
  });

  it('is forgotten of sessions that are over', async () => {
    for (const [hash, hours] of [
      ['over', -1],
      ['open', 1],
    ] as const)
      await room.store.sessions.begin({
        hash: Buffer.from(hash),
        githubId: 7,
        login: 'hanako',
        expiresAt: new Date(Date.now() + hours * 3_600_000),
      });
    expect(await room.reconcile('forget-sessions')).toBe(1);
    expect(await room.store.sessions.find(Buffer.from('open'))).toMatchObject({ login: 'hanako' });
  });
});
