import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../services/api/access/identify.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import type { Role } from '../../../services/domain/courses/role.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { startApi } from '../../support/running-api.ts';
import { waitUntil } from '../../support/wait-until.ts';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
/** What the app wants to happen again and again: the look for changes, and a sign of life for each stream. */
const repeated = new Set<() => void>();
let person = 100;

beforeAll(async () => {
  server = await startDatabaseServer();

  api = await startApi(await server.fresh(), {
    repeat: (action) => {
      repeated.add(action);
      return () => void repeated.delete(action);
    },
  });
});

afterAll(async () => {
  await api.close();
  await server.stop();
});

/** A member with a token. */
async function member(role: Role) {
  const githubId = person++;
  const tokenId = `01ARYZ6S41${String(githubId).padStart(16, '0')}`;
  const secret = `saiten_${randomUUID()}`;
  await api.store.members.create(DEFAULT_COURSE_ID, { githubId, role, active: true, login: `p${githubId}` });

  await api.store.apiTokens.create({
    ...{ tokenId, hash: sha256(secret), name: 'x', githubId, role: 'owner', createdBy: 'x' },
  });

  return { githubId, tokenId, secret };
}

/** A stream of events that is open. */
async function listen(secret: string) {
  const answer = await api.app.inject({
    url: '/api/v1/events?course=default',
    headers: { authorization: `Bearer ${secret}` },
    payloadAsStream: true,
  });

  const stream: Readable = answer.stream();
  const heard = { status: answer.statusCode, text: '', isOver: false, close: () => void stream.destroy() };
  stream.setEncoding('utf8').on('data', (text: string) => (heard.text += text));
  stream.on('end', () => (heard.isOver = true)).on('error', () => undefined);
  await waitUntil(() => heard.text.includes('retry'));
  return heard;
}

/** Somebody opens a submission, and everything that repeats happens once. */
async function happens(authorId: number): Promise<string> {
  const id = `01ARYZ6S42${String(person++).padStart(16, '0')}`;

  await api.store.submissions.open({
    id,
    identity: {
      repositoryId: person,
      pullNumber: 1,
      headSha: 'a'.repeat(40),
      exercise: '01-objects',
      attempt: 1,
    },
    ...{ authorId, authorLogin: `p${authorId}`, folder: '01-objects' },
  });

  again();
  return id;
}

/** Lets everything that repeats happen once more; a look for changes that still runs is not begun a second time. */
function again(): true {
  for (const action of [...repeated]) action();
  return true;
}

describe('a stream of events', () => {
  it('tells staff of everybody and learners of themselves', async () => {
    const [staff, learner] = [await member('assistant'), await member('learner')];
    const [all, own] = [await listen(staff.secret), await listen(learner.secret)];
    const others = await happens(staff.githubId);
    const theirs = await happens(learner.githubId);
    await waitUntil(() => again() && all.text.includes(theirs) && own.text.includes(theirs));
    expect([all.text.includes(others), own.text.includes(others)]).toEqual([true, false]);
    all.close();
    own.close();
  });

  it.each<[string, (who: Awaited<ReturnType<typeof member>>) => Promise<unknown>]>([
    ['the token is revoked', ({ tokenId, githubId }) => api.store.apiTokens.revoke(tokenId, { githubId })],
    [
      'the person takes part no more',
      ({ githubId }) => api.store.members.update(DEFAULT_COURSE_ID, githubId, 1, { active: false }),
    ],
  ])('ends, without telling anything more, when %s', async (_when, end) => {
    const who = await member('instructor');
    const heard = await listen(who.secret);
    await end(who);
    const id = await happens(who.githubId);
    await waitUntil(() => again() && heard.isOver);
    expect(heard.text).not.toContain(id);
  });

  it('that nothing happens on ends too', async () => {
    const who = await member('instructor');
    const heard = await listen(who.secret);
    await api.store.apiTokens.revoke(who.tokenId, who);
    for (const action of [...repeated]) action();
    await waitUntil(() => heard.isOver);
    expect(heard.text).not.toContain('still here');
  });

  it('tells no more than their own to who has become a learner', async () => {
    const who = await member('assistant');
    const heard = await listen(who.secret);
    await api.store.members.update(DEFAULT_COURSE_ID, who.githubId, 1, { role: 'learner' });
    const others = await happens(1);
    const own = await happens(who.githubId);
    await waitUntil(() => again() && heard.text.includes(own));
    expect(heard.text).not.toContain(others);
    heard.close();
  });

  it('is not opened by HEAD', async () => {
    const { secret } = await member('assistant');
    const before = repeated.size;

    const answer = await api.app.inject({
      method: 'HEAD',
      url: '/api/v1/events?course=default',
      headers: { authorization: `Bearer ${secret}` },
    });

    expect([answer.statusCode, answer.body, repeated.size]).toEqual([200, '', before]);
  });

  it('cannot be opened without end', async () => {
    const { secret } = await member('assistant');
    const streams = [];
    for (let stream = 0; stream < 50; stream++) streams.push(await listen(secret));

    const refused = await api.app.inject({
      url: '/api/v1/events?course=default',
      headers: { authorization: `Bearer ${secret}` },
    });

    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '30']);
    for (const { close } of streams) close();
  });
});
