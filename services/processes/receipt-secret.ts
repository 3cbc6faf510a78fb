import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';

const FILE = 'receipt-secret';

/**
 * The secret that encrypts the private keys of receipts: of the settings, else of a file in the data folder, which is
 * made when it is needed first and is readable for its owner alone.
 */
export async function receiptSecret({
  receiptSecret: given,
  dataFolder,
}: Pick<Settings, 'receiptSecret' | 'dataFolder'>): Promise<string> {
  if (given !== undefined) return given;
  const folder = resolve(dataFolder);
  const path = join(folder, FILE);
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return known.trim();
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });

  // Of several processes that start together one wins, and nobody reads half a secret.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });

  await rm(draft);
  return (await readFile(path, 'utf8')).trim();
}
