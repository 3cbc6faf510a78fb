import { describe, expect, it } from 'vitest';
import { buildGitHub } from './github-fixture.ts';

const marker = '<!-- saiten:demo/1 -->';
const body = `${marker}\n## 40 / 100`;

describe('the one comment', () => {
  it('is written once and then edited, and not touched when nothing changed', async () => {
    const { ours, pull, server, repository, effectsOf } = await buildGitHub();
    const { commentId } = await ours.comments.upsert({ number: pull.number, marker, body });
    await ours.comments.upsert({ number: pull.number, marker, body, knownCommentId: commentId });
    expect(effectsOf('issues/update-comment')).toBe(0);
    await ours.comments.upsert({ number: pull.number, marker, body: `${marker}\n100 / 100` });

    expect(server.comments(repository, pull.number).map((comment) => comment.body)).toEqual([
      `${marker}\n100 / 100`,
    ]);

    expect(server.violations).toEqual([]);
  });

  it('becomes one when two processes write it at once', async () => {
    const { connect, reference, pull, server, repository } = await buildGitHub();

    const write = () =>
      connect().forRepository(reference).comments.upsert({ number: pull.number, marker, body });

    await Promise.all([write(), write()]);
    const { commentId } = await write();
    expect(server.comments(repository, pull.number).map((comment) => comment.id)).toEqual([commentId]);
  });

  it('is not the one that a learner planted with our marker', async () => {
    const { ours, pull, server, repository } = await buildGitHub();
    const planted = server.comment(repository, pull.number, { author: 'hanako', body });

    const { commentId } = await ours.comments.upsert({
      number: pull.number,
      marker,
      body,
      knownCommentId: planted.id,
    });

    expect(commentId).not.toBe(planted.id);
    expect(server.comments(repository, pull.number)).toHaveLength(2);
  });

  it('is found behind a hundred others', async () => {
    const { ours, pull, server, repository } = await buildGitHub();
    for (let count = 0; count < 120; count++)
      server.comment(repository, pull.number, { author: 'hanako', body: `hello ${count}` });
    const first = await ours.comments.upsert({ number: pull.number, marker, body });
    expect(await ours.comments.upsert({ number: pull.number, marker, body })).toEqual(first);
  });

  it('is written again when somebody deleted it', async () => {
    const { ours, pull, server, repository } = await buildGitHub();
    await ours.comments.upsert({ number: pull.number, marker, body, knownCommentId: 123_456 });
    expect(server.comments(repository, pull.number)).toHaveLength(1);
  });

  it('is one when the create was answered 502 after it was carried out', async () => {
    const { ours, pull, server, repository } = await buildGitHub();
    server.faults.add({ operation: 'issues/create-comment', kind: 'bad-gateway-after' });
    const { commentId } = await ours.comments.upsert({ number: pull.number, marker, body });
    expect(server.comments(repository, pull.number).map((comment) => comment.id)).toEqual([commentId]);
  });

  it('gets a reaction once', async () => {
    const { ours, pull, server, repository } = await buildGitHub();
    const { id } = server.comment(repository, pull.number, { author: 'hanako', body: '/regrade' });
    await ours.reactions.add(id, 'eyes');
    await ours.reactions.add(id, 'eyes');
    expect(server.comments(repository, pull.number)[0]?.reactions).toHaveLength(1);
  });
});

describe('token mode', () => {
  it('sets a commit status once and recognises its own comment by user', async () => {
    const { ours, pull, server, repository, effectsOf } = await buildGitHub({ mode: 'token' });

    const status = {
      sha: pull.headSha,
      context: 'grading / 01-pods',
      state: 'failure' as const,
      description: 'x'.repeat(200),
      targetUrl: 'https://saiten.example/1',
    };

    await ours.commitStatuses.set(status);
    await ours.commitStatuses.set(status);
    await ours.commitStatuses.set({ ...status, state: 'pending' });
    expect(server.statuses(repository, pull.headSha).map(({ state }) => state)).toEqual(['failure']);
    await ours.comments.upsert({ number: pull.number, marker, body });
    await ours.comments.upsert({ number: pull.number, marker, body: `${marker}\nnew` });
    expect(effectsOf('issues/create-comment')).toBe(1);
    expect(server.violations).toEqual([]);
  });

  it('says that a token which GitHub does not take must be replaced, without printing it', async () => {
    const token = 'ghp_0000000000000000000000000000000000aa';
    const { ours, pull } = await buildGitHub({ mode: 'token', token });
    const failure: unknown = await ours.pullRequest(pull.number).catch((error: unknown) => error);
    expect(failure).toMatchObject({ fault: 'configuration', code: 'github-credentials' });
    expect(String(failure)).not.toContain(token);
  });
});
