import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../services/api/access/identify.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import type { Role } from '../../../services/domain/courses/role.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
let made = 0;

beforeAll(async () => {
  server = await startDatabaseServer();
  api = await startApi(await server.fresh());
});

afterAll(async () => {
  await api.close();
  await server.stop();
});

async function token(given: { githubId?: number; role: Role; courseId?: string }) {
  const secret = `saiten_${randomUUID()}`;
  const tokenId = `01ARYZ6S41${String(made++).padStart(16, '0')}`;
  await api.store.apiTokens.create({ tokenId, hash: sha256(secret), name: 'x', createdBy: 'x', ...given });

  const ask = (method: 'GET' | 'DELETE', url: string) =>
    api.app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${secret}` } });

  return { tokenId, ask };
}

const NARROW: [string, { githubId?: number; role: Role; courseId?: string }][] = [
  ['for one course', { githubId: 7, role: 'owner', courseId: DEFAULT_COURSE_ID }],
  ['of a lesser role', { githubId: 7, role: 'instructor' }],
  ['of the operator for one course', { role: 'owner', courseId: DEFAULT_COURSE_ID }],
  ['of the operator of a lesser role', { role: 'read-only' }],
];

describe('a token', () => {
  it.each(NARROW)('%s sees itself alone', async (_what, given) => {
    await token({ ...given, role: 'owner' });
    const { tokenId, ask } = await token(given);
    const listed = (await ask('GET', '/tokens')).json<{ items: { tokenId: string }[]; next: null }>();
    expect([listed.items.map((one) => one.tokenId), listed.next]).toEqual([[tokenId], null]);
  });

  it.each(NARROW)('%s ends itself alone', async (_what, given) => {
    const other = await token({ ...given, role: 'owner' });
    const { tokenId, ask } = await token(given);
    expect((await ask('DELETE', `/tokens/${other.tokenId}`)).statusCode).toBe(404);
    expect((await other.ask('GET', '/me')).statusCode).toBe(200);
    expect((await ask('DELETE', `/tokens/${tokenId}`)).statusCode).toBe(204);
    expect((await ask('GET', '/me')).statusCode).toBe(401);
  });

  it('that reaches as far as its person ends the others', async () => {
    const other = await token({ githubId: 8, role: 'read-only' });
    const { ask } = await token({ githubId: 8, role: 'owner' });
    expect((await ask('DELETE', `/tokens/${other.tokenId}`)).statusCode).toBe(204);
  });

  it('is one of a hundred at most', async () => {
    const create = () => askAsOperator(api, 'POST', '/tokens', { payload: { name: 'x', role: 'learner' } });
    let last = await create();
    for (let tries = 0; tries < 101 && last.statusCode === 201; tries++) last = await create();
    expect([last.statusCode, last.json<{ title: string }>().title]).toEqual([409, 'too-many-tokens']);
  });
});
