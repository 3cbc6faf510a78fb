import { statSync } from 'node:fs';
import { privateKeyOf } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { Failure } from '../../domain/failure.ts';
import { readPrivateKeys } from '../../github/app/private-keys.ts';
import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';

/** Looks whether the private key can be read, is one, and is kept from other users of the machine. */
export function examineKey(settings: Settings): Diagnosis {
  const check = 'private key';

  try {
    const keys = readPrivateKeys(privateKeyOf(settings) ?? '');
    const file = settings.githubPrivateKeyFile;
    const found = keys.length === 1 ? 'an RSA key' : `${keys.length} RSA keys, the first one used first`;
    if (file !== undefined && (statSync(file).mode & 0o077) !== 0)
      return warning(check, `${found}, but other users can read ${file}`, `chmod 600 ${file}`);
    return ok(check, found);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return problem(check, error.message, 'Set SAITEN_GITHUB_PRIVATE_KEY_FILE to the .pem file of the App.');
  }
}
