import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../services/config/read-settings.ts';
import type { Role } from '../../../services/config/requirements.ts';
import { Failure } from '../../../services/domain/failure.ts';

const app = { SAITEN_GITHUB_APP_ID: '17', SAITEN_GITHUB_PRIVATE_KEY_FILE: '/keys/app.pem' };

function messageOf(environment: Record<string, string>, role: Role): string {
  try {
    readSettings(environment, role);
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }

  return 'no problem';
}

describe('readSettings', () => {
  it('needs nothing to work locally', () => {
    expect(readSettings({}, 'local')).toMatchObject({
      dataFolder: '.saiten',
      languages: ['ja', 'en'],
      runAttempts: 3,
    });
  });

  it.each([
    ['a number', { SAITEN_DEBOUNCE: '0.5' }, { debounce: 0.5 }],
    ['a list', { SAITEN_LANGUAGES: 'en, ja' }, { languages: ['en', 'ja'] }],
    [
      'several secrets, or one with a comma',
      { SAITEN_WEBHOOK_SECRET: 'old-secret, new-secret' },
      { webhookSecrets: ['old-secret', 'new-secret', 'old-secret, new-secret'] },
    ],
    [
      'a secret whose parts are too short for secrets',
      { SAITEN_WEBHOOK_SECRET: 'a,bc,defg,' },
      { webhookSecrets: ['a,bc,defg,'] },
    ],
    ['a secret with a backslash', { SAITEN_API_TOKEN: 'a\\nb'.repeat(9) }, { apiToken: 'a\\nb'.repeat(9) }],
    [
      'a token with the end of a line',
      { SAITEN_GITHUB_TOKEN: '\ufeffghp_0123456789\r\n' },
      { githubToken: 'ghp_0123456789' },
    ],
    [
      'proxies, however they are written',
      { HTTP_PROXY: 'http://a.example:1', https_proxy: 'http://b.example:2', no_proxy: ' c.example ' },
      { httpProxy: 'http://a.example:1', httpsProxy: 'http://b.example:2', noProxy: 'c.example' },
    ],
    [
      'a key with line ends of Windows',
      { SAITEN_GITHUB_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\r\\nabc' },
      { githubPrivateKey: '-----BEGIN PRIVATE KEY-----\nabc' },
    ],
    [
      'line breaks in a key',
      { SAITEN_GITHUB_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\\nabc' },
      { githubPrivateKey: '-----BEGIN PRIVATE KEY-----\nabc' },
    ],
    [
      'addresses and ranges of proxies',
      { SAITEN_TRUST_PROXY: '10.0.0.1, 172.16.0.0/12,fd00::/8,loopback' },
      { trustProxy: ['10.0.0.1', '172.16.0.0/12', 'fd00::/8', 'loopback'] },
    ],
    ['an empty text as not set', { SAITEN_LOG_LEVEL: ' ' }, { logLevel: 'info' }],
  ])('reads %s', (_case, environment, expected) => {
    expect(readSettings(environment, 'local')).toMatchObject(expected);
  });

  it.each<[string, Record<string, string>, Role, string[]]>([
    [
      'a value out of range',
      { SAITEN_WEBHOOK_PORT: '70000' },
      'local',
      ['SAITEN_WEBHOOK_PORT: found "70000", expected a whole number from 0 to 65535'],
    ],
    [
      'whom to believe without saying who',
      { SAITEN_TRUST_PROXY: 'true' },
      'local',
      ['SAITEN_TRUST_PROXY: found "true", expected'],
    ],
    [
      'a word for a number',
      { SAITEN_RUN_ATTEMPTS: 'three' },
      'local',
      ['SAITEN_RUN_ATTEMPTS: found "three", expected a whole number from 1 to 10'],
    ],
    [
      'an unknown language',
      { SAITEN_LANGUAGES: 'ja,fr' },
      'local',
      ['SAITEN_LANGUAGES', 'each one of ja, en'],
    ],
    [
      'a wrong URL',
      { REDIS_URL: 'http://localhost' },
      'local',
      ['REDIS_URL: found a secret of 16 characters, expected a URL starting with redis:// or rediss://'],
    ],
    [
      'quotation marks that an env file hands on',
      { SAITEN_API_TOKEN: '"0123456789abcdefghij"' },
      'local',
      ['SAITEN_API_TOKEN: found a value in quotation marks, expected the same without them'],
    ],
    ...['socks5://proxy.example:1080', 'proxy.example:3128', 'http://me:p#ss@proxy.example:3128'].map(
      (HTTPS_PROXY): [string, Record<string, string>, Role, string[]] => [
        `the proxy ${HTTPS_PROXY}`,
        { HTTPS_PROXY },
        'local',
        [
          `HTTPS_PROXY: found a secret of ${HTTPS_PROXY.length} characters, expected an address with http:// or`,
        ],
      ],
    ),
    [
      'two lines in place of one',
      { SAITEN_GITHUB_TOKEN: 'ghp_0123456789\nghp_0123456789' },
      'local',
      ['SAITEN_GITHUB_TOKEN: found several lines, expected one line'],
    ],
    [
      'a character that is not seen',
      { SAITEN_WEBHOOK_SECRET: 'new\u200bsecret' },
      'local',
      ['SAITEN_WEBHOOK_SECRET: found a character that is not seen'],
    ],
    [
      'a token that no header can carry',
      { SAITEN_GITHUB_TOKEN: 'ｇhp_0123456789' },
      'local',
      ['SAITEN_GITHUB_TOKEN: found a secret of 14 characters, expected at least 10 letters'],
    ],
    [
      'a header that cannot be decoded',
      { OTEL_EXPORTER_OTLP_HEADERS: 'discount=50%off' },
      'local',
      ['OTEL_EXPORTER_OTLP_HEADERS: found a secret', 'percent-encoded'],
    ],
    [
      'a misspelt name',
      { SAITEN_WEBHOOK_SECRETS: 'x' },
      'local',
      ['SAITEN_WEBHOOK_SECRETS: found a name no setting has'],
    ],
    ['a missing secret', app, 'webhook', ['SAITEN_WEBHOOK_SECRET: found nothing']],
    [
      'missing credentials',
      {},
      'worker',
      ['SAITEN_GITHUB_APP_ID: found nothing', 'SAITEN_GITHUB_PRIVATE_KEY_FILE: found nothing'],
    ],
    [
      'a token beside an App',
      { ...app, SAITEN_GITHUB_TOKEN: 'ghp_0123456789' },
      'worker',
      ['either a token or an App'],
    ],
    ['a missing API token', {}, 'api', ['SAITEN_API_TOKEN: found nothing']],
  ])('refuses %s and names it', (_case, environment, role, parts) => {
    const message = messageOf(environment, role);
    expect(parts.filter((part) => !message.includes(part))).toEqual([]);
  });

  it('lists all problems at once', () => {
    expect(messageOf({ SAITEN_DEBOUNCE: '-1', SAITEN_LOG_LEVEL: 'loud' }, 'serve')).toContain(
      '6 settings are wrong',
    );
  });

  it('never shows a secret', () => {
    expect(messageOf({ SAITEN_API_TOKEN: 'short-secret' }, 'local')).not.toContain('short-secret');
  });

  describe('the password of a database', () => {
    const PASSWORDS = [
      'plain',
      'p@ss',
      'p:ss',
      'p/ss',
      'p?ss',
      'p#ss',
      '50%',
      'p ss',
      '12/34',
      '1#2',
      '12?3',
      "'",
      '秘密',
      '+&=',
    ];

    it.each(PASSWORDS)('is read as it is by the drivers when it is encoded: %j', async (password) => {
      const rest = `saiten:${encodeURIComponent(password)}@db.example`;

      const { databaseUrl, redisUrl } = readSettings(
        { DATABASE_URL: `postgres://${rest}:5432/saiten`, REDIS_URL: `redis://${rest}:6379/0` },
        'local',
      );

      const redis = new Redis(redisUrl ?? '', { lazyConnect: true });
      const { host, password: read } = new pg.Client({ connectionString: databaseUrl });

      expect([host, read, redis.options.host, redis.options.password]).toEqual([
        'db.example',
        password,
        'db.example',
        password,
      ]);
    });

    it.each(PASSWORDS)('is read as it is, or refused without being shown, when it is not: %j', (password) => {
      const url = `postgres://saiten:${password}@db.example:5432/saiten`;
      const message = messageOf({ DATABASE_URL: url }, 'local');

      if (message === 'no problem') {
        const { host, password: read } = new pg.Client({ connectionString: url });
        expect([host, read]).toEqual(['db.example', password]);
      } else {
        expect(message).toMatch(/^One setting is wrong:\n {2}DATABASE_URL: .*percent-encoded/);
        expect(message).not.toContain('db.example');
      }
    });
  });
});
