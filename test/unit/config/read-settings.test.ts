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
      'several secrets',
      { SAITEN_WEBHOOK_SECRET: 'old-secret,new-secret' },
      { webhookSecrets: ['old-secret', 'new-secret'] },
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
});
