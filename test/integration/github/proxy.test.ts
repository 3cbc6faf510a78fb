import { describe, expect, it, onTestFinished } from 'vitest';
import { githubSettings } from '../../../services/processes/github-settings.ts';
import { readSettings } from '../../../services/config/read-settings.ts';
import { createGitHub } from '../../../services/github/create-github.ts';
import { createPublisher } from '../../../services/github/publishing/publisher.ts';
import { createLogger } from '../../../services/observability/logger.ts';
import { startForwardProxy } from '../../support/forward-proxy.ts';
import { buildGitHub } from './github-fixture.ts';

/** Publishes a comment with these settings; the fake GitHub is asked by a name that the proxy alone knows, unless told. */
async function publish(more: (proxy: string) => Record<string, string>, host = 'github.test') {
  const { server, pull, reference, repository } = await buildGitHub();
  const proxy = await startForwardProxy();
  onTestFinished(() => proxy.close());
  const { port } = new URL(server.url);

  const settings = readSettings(
    {
      SAITEN_GITHUB_API_URL: `http://${host}:${port}`,
      SAITEN_GITHUB_APP_ID: String(server.app.id),
      SAITEN_GITHUB_PRIVATE_KEY: server.app.privateKey,
      ...more(proxy.url),
    },
    'local',
  );

  const logger = createLogger({ level: 'silent', process: 'test' });
  const publisher = createPublisher(createGitHub(githubSettings(settings, logger)));
  const marker = '<!-- saiten:demo/1 -->';
  const body = `${marker}\n100 / 100`;
  await publisher.publishComment({ repository: reference, number: pull.number, marker, body });
  const comments = server.comments(repository, pull.number).map((comment) => comment.body === body);
  return { comments, asked: proxy.asked, prefix: `http://${host}:${port}/`, violations: server.violations };
}

describe('a result behind a proxy', () => {
  it('is published through it, the token too', async () => {
    const { comments, asked, prefix, violations } = await publish((http_proxy) => ({ http_proxy }));
    expect([comments, violations]).toEqual([[true], []]);
    expect(asked.filter((line) => !line.includes(` ${prefix}`))).toEqual([]);

    expect(asked.filter((line) => line.startsWith('POST ')).map((line) => line.split('/').at(-1))).toEqual([
      'access_tokens',
      'comments',
    ]);
  });

  it('is published directly where GitHub is named in NO_PROXY', async () => {
    const { comments, asked } = await publish(
      (HTTP_PROXY) => ({ HTTP_PROXY, NO_PROXY: '0.0.0.0' }),
      // Another name of loopback, which is not kept off proxies by itself.
      '0.0.0.0',
    );

    expect([comments, asked]).toEqual([[true], []]);
  });
});
