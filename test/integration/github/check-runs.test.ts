import { describe, expect, it } from 'vitest';
import { createPublisher, type CheckPublication } from '../../../services/github/publishing/publisher.ts';
import { buildGitHub } from './github-fixture.ts';

const output = { title: 'Waiting', summary: 'In the queue.' };

const annotations = Array.from({ length: 65 }, (_, index) => ({
  path: '01-pods/pod.yaml',
  start_line: index + 1,
  end_line: index + 1,
  annotation_level: 'failure' as const,
  title: 'Wrong',
  message: `Line ${index + 1} differs.`,
}));

async function build() {
  const fake = await buildGitHub();
  const { pull, reference } = fake;

  const identity = {
    headSha: pull.headSha,
    name: 'grading / 01-pods',
    externalId: '01J00000000000000000000001',
  };

  const finished: CheckPublication = {
    ...identity,
    repository: reference,
    status: 'completed',
    conclusion: 'failure',
    output: { title: '40 / 100', summary: 'Not yet.', text: 'Details.', annotations },
    detailsUrl: 'https://saiten.example/submissions/1',
    completedAt: new Date('2026-11-23T08:00:00Z'),
  };

  const runs = () => fake.server.checkRuns(fake.repository, pull.headSha);
  return { ...fake, identity, finished, runs };
}

describe('check runs', () => {
  it('makes one run when the first create was answered 502 after it was carried out', async () => {
    const { ours, identity, server, runs } = await build();
    server.faults.add({ operation: 'checks/create', kind: 'bad-gateway-after' });
    const { id } = await ours.checkRuns.ensure({ ...identity, status: 'queued', output });
    expect(runs().map((run) => run.id)).toEqual([id]);
    expect(await ours.checkRuns.ensure({ ...identity, status: 'queued', output })).toEqual({ id });
    expect(runs()).toHaveLength(1);
  });

  it('sends a create once only when the server failed before it', async () => {
    const { ours, identity, server, runs } = await build();
    server.faults.add({ operation: 'checks/create', kind: 'bad-gateway-before', times: 2 });
    const ensure = () => ours.checkRuns.ensure({ ...identity, status: 'queued', output });
    await expect(ensure()).rejects.toMatchObject({ fault: 'infrastructure', code: 'github-unavailable' });
    expect(server.requests.filter((request) => request.operationId === 'checks/create')).toHaveLength(1);
    expect(runs()).toHaveLength(0);
  });

  it('makes one run when two publish at once', async () => {
    const { github, finished, runs } = await build();
    const publisher = createPublisher(github);

    const [one, two] = await Promise.all([
      publisher.publishCheck(finished),
      publisher.publishCheck(finished),
    ]);

    expect(one).toEqual(two);
    expect(runs()).toHaveLength(1);
    expect(runs()[0]?.annotations).toHaveLength(65);
  });

  it('shows 65 annotations once each when published twice, and sends nothing the second time', async () => {
    const { connect, finished, runs, effectsOf, server } = await build();
    await createPublisher(connect()).publishCheck(finished);
    const writes = effectsOf('checks/update');
    await createPublisher(connect()).publishCheck(finished);

    expect(runs()[0]?.annotations.map(({ message }) => message)).toEqual(
      annotations.map(({ message }) => message),
    );

    expect(runs()[0]).toMatchObject({ status: 'completed', conclusion: 'failure', title: '40 / 100' });
    expect(effectsOf('checks/update')).toBe(writes);
    expect(server.violations).toEqual([]);
  });

  it('shows them once each although a portion was answered 502 after it was carried out', async () => {
    const { github, finished, runs, server } = await build();
    server.faults.add({ operation: 'checks/update', kind: 'bad-gateway-after', times: 2 });
    await createPublisher(github).publishCheck(finished);
    expect(runs()[0]?.annotations).toHaveLength(65);
    expect(runs()[0]?.status).toBe('completed');
  });

  it('does not open a completed run again', async () => {
    const { ours, github, finished, runs } = await build();
    const { checkRunId } = await createPublisher(github).publishCheck(finished);
    await ours.checkRuns.update(checkRunId ?? 0, { status: 'in_progress', output });
    expect(runs()[0]).toMatchObject({ status: 'completed', title: '40 / 100' });
  });

  it('says that the commit is gone after a force push', async () => {
    const { ours, identity, server, repository } = await build();
    server.forcePush(repository, { branch: 'work', files: { 'other.yaml': 'kind: Pod\n' } });

    await expect(ours.checkRuns.ensure({ ...identity, status: 'queued', output })).rejects.toMatchObject({
      fault: 'cancelled',
      code: 'commit-gone',
    });
  });

  it('gets a new token when the old one has expired on the way', async () => {
    const { github, finished, runs, server } = await build();
    await createPublisher(github).publishCheck({ ...finished, status: 'queued', output });
    server.advanceClock(2 * 60 * 60 * 1000);
    await createPublisher(github).publishCheck(finished);
    expect(runs()[0]?.status).toBe('completed');
  });

  it.each([
    { kind: 'secondary-limit', retryAfterSeconds: 120 } as const,
    { kind: 'primary-limit', resetAfterSeconds: 120 } as const,
  ])('throws a long $kind in place of waiting, with the seconds', async (fault) => {
    const { ours, identity, server } = await build();
    server.faults.add({ operation: 'checks/list-for-ref', ...fault });

    const failure: unknown = await ours.checkRuns
      .ensure({ ...identity, status: 'queued', output })
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ fault: 'infrastructure', code: 'rate-limited' });
    expect(failure).toHaveProperty('facts.retryAfterSeconds', expect.closeTo(120, -1));
  });

  it('waits for a short secondary limit and goes on', async () => {
    const { ours, identity, server, runs } = await build();
    server.faults.add({ operation: 'checks/create', kind: 'secondary-limit', retryAfterSeconds: 1 });
    await ours.checkRuns.ensure({ ...identity, status: 'queued', output });
    expect(runs()).toHaveLength(1);
  });
});
