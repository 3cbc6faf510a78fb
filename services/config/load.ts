import { readFileSync } from 'node:fs';
import { Failure } from '../domain/failure.ts';
import { pemText } from './pem-text.ts';
import { readSettings } from './read-settings.ts';
import type { Role } from './requirements.ts';
import type { Settings } from './settings.ts';

/**
 * Reads the settings of this process from its environment: the only place that does. Other variables it
 * passes on (`PATH`, `HOME`, `DOCKER_HOST`) are those without which docker and kind cannot be found.
 * Throws a Failure `settings-invalid` or `private-key-unreadable`.
 */
export function loadSettings(role: Role): { settings: Settings; programs: Readonly<Record<string, string>> } {
  const settings = readSettings(process.env, role);
  const programs: Record<string, string> = {};

  for (const name of ['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG', 'XDG_RUNTIME_DIR']) {
    const value = process.env[name];
    if (value !== undefined) programs[name] = value;
  }

  return { settings, programs };
}

/** The App's private key, from the setting or from the file it names. */
export function privateKeyOf(settings: Settings): string | undefined {
  if (settings.githubPrivateKey !== undefined) return settings.githubPrivateKey;
  if (settings.githubPrivateKeyFile === undefined) return undefined;

  try {
    return pemText(readFileSync(settings.githubPrivateKeyFile, 'utf8'));
  } catch (cause) {
    throw new Failure(
      'configuration',
      'private-key-unreadable',
      `SAITEN_GITHUB_PRIVATE_KEY_FILE: ${settings.githubPrivateKeyFile} cannot be read; give the path of the .pem file that GitHub let you download`,
      { cause },
    );
  }
}
