import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { privateKeyOf } from '../../../services/config/load.ts';
import { readSettings } from '../../../services/config/read-settings.ts';
import { readPrivateKeys } from '../../../services/github/app/private-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'saiten-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string;

describe('the private key', () => {
  it.each([
    ['as GitHub gives it', key],
    ['with a byte order mark and line ends of Windows', `\ufeff${key.replaceAll('\n', '\r\n')}`],
    ['with `\\n` for its line breaks', key.replaceAll('\n', '\\n')],
    ['in quotation marks', `"${key.replaceAll('\n', '\\n')}"\n`],
  ])('is read from a file that holds it %s', (name, text) => {
    const path = join(folder, `${name.length}.pem`);
    writeFileSync(path, text);
    const settings = readSettings({ SAITEN_GITHUB_PRIVATE_KEY_FILE: path }, 'local');

    expect(readPrivateKeys(privateKeyOf(settings) ?? '').map((one) => one.asymmetricKeyType)).toEqual([
      'rsa',
    ]);
  });
});
