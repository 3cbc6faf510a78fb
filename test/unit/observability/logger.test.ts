import { describe, expect, it } from 'vitest';
import { withLogFacts } from '../../../services/observability/log-facts.ts';
import { createLogger } from '../../../services/observability/logger.ts';

/** What the logger writes while `work` does something with it. */
async function lines(work: (logger: ReturnType<typeof createLogger>) => unknown): Promise<string[]> {
  const written: string[] = [];
  await work(createLogger({ level: 'debug', process: 'test' }, { write: (line) => void written.push(line) }));
  return written;
}

describe('a line of the log', () => {
  it.each([
    ['a field of a secret', { token: 'geheim' }],
    ['a secret further in', { settings: { password: 'geheim' } }],
    ['a token of GitHub', { detail: 'ghs_geheim and github_pat_geheim' }],
    ['a header', { detail: 'authorization: Bearer geheim' }],
    ['the password of an address', { error: new Error('connect postgres://saiten:geheim@db:5432/x') }],
    ['a private key', { detail: '-----BEGIN RSA PRIVATE KEY-----\ngeheim\n-----END RSA PRIVATE KEY-----' }],
    ['half of a private key', { detail: '-----BEGIN PRIVATE KEY-----\ngeheim' }],
  ])('leaves out %s', async (_case, facts) => {
    const [line = ''] = await lines((logger) => logger.info(facts, 'something happened'));
    expect([line.includes('geheim'), line.includes('[redacted]')]).toEqual([false, true]);
  });

  it('stays one line of JSON after something was left out', async () => {
    const [line = ''] = await lines((logger) =>
      logger.info({ detail: '-----BEGIN PRIVATE KEY-----\ngeheim', after: 1 }, 'something happened'),
    );

    expect(JSON.parse(line)).toMatchObject({ msg: 'something happened' });
  });

  it('says what it is about, however deep in the work', async () => {
    const [line = ''] = await lines((logger) =>
      withLogFacts({ delivery: 'g' }, async () => {
        await Promise.resolve();
        return withLogFacts({ submissionId: 's', runId: 'r' }, async () => {
          await Promise.resolve();
          logger.warn({}, 'something happened');
        });
      }),
    );

    expect(JSON.parse(line)).toMatchObject({ delivery: 'g', submissionId: 's', runId: 'r' });
  });

  it('says nothing of work that is not its own', async () => {
    const [line = ''] = await lines((logger) => {
      withLogFacts({ submissionId: 's' }, () => undefined);
      logger.info({}, 'something happened');
    });

    expect(line).not.toContain('submissionId');
  });
});
