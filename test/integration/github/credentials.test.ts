import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createGitHub } from '../../../services/github/create-github.ts';
import { buildGitHub } from './github-fixture.ts';

const foreignKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const mintings = (requests: readonly { operationId: string | null; status: number }[]) =>
  requests.filter(({ operationId }) => operationId === 'apps/create-installation-access-token');

describe('installation tokens', () => {
  it('are minted once for many requests at the same time', async () => {
    const { ours, pull, server } = await buildGitHub();
    await Promise.all([1, 2, 3].map(() => ours.pullRequest(pull.number)));
    expect(mintings(server.requests)).toHaveLength(1);
  });

  it('cannot be had for a permission that the installation has not accepted', async () => {
    const { ours, pull, server } = await buildGitHub();
    server.install('school', { permissions: { metadata: 'read', contents: 'read' } });
    await expect(ours.pullRequest(pull.number)).rejects.toMatchObject({ code: 'github-permission' });
  });

  it('open one repository only', async () => {
    const { github, reference, server, pull } = await buildGitHub();
    const other = server.addRepository({ owner: 'school', name: 'secret', private: true });
    await github.forRepository(reference).pullRequest(pull.number);
    server.renameRepository(other, 'elsewhere');
    const disguised = github.forRepository({ ...reference, repositoryId: 99_999 });
    await expect(disguised.pullRequest(1)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the private key', () => {
  it('falls back to the older one, and says so', async () => {
    const { server, reference, pull } = await buildGitHub();
    const warnings: string[] = [];

    const github = createGitHub({
      mode: 'app',
      appId: server.app.id,
      privateKey: `${foreignKey()}${server.app.privateKey}`,
      baseUrl: server.url,
      logger: {
        warn: (_facts: unknown, text?: string) => void warnings.push(text ?? ''),
        debug: () => undefined,
      },
    });

    const { number } = await github.forRepository(reference).pullRequest(pull.number);

    expect([number, warnings.some((text) => text.includes('does not take this private key'))]).toEqual([
      pull.number,
      true,
    ]);
  });

  it('is refused in words when no key fits', async () => {
    const { server, reference, pull } = await buildGitHub();

    const github = createGitHub({
      mode: 'app',
      appId: server.app.id,
      privateKey: `${foreignKey()}${foreignKey()}`,
      baseUrl: server.url,
    });

    await expect(github.forRepository(reference).pullRequest(pull.number)).rejects.toMatchObject({
      code: 'github-credentials',
    });
  });

  it.each([
    ['a text', 'abc', 'without "-----BEGIN"'],
    ['its first line', '-----BEGIN RSA PRIVATE KEY-----', 'without its end'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----', 'a public key'],
  ])('is not %s', async (_name, privateKey, words) => {
    expect(() => createGitHub({ mode: 'app', appId: 1, privateKey })).toThrow(words);
  });
});

it.each([2 * 3_600_000, -2 * 3_600_000])('a clock that is wrong by %d ms is allowed for', async (ahead) => {
  const { ours, pull, server } = await buildGitHub();
  server.advanceClock(ahead);
  expect((await ours.pullRequest(pull.number)).number).toBe(pull.number);
});
