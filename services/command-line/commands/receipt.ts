import { readFile, writeFile } from 'node:fs/promises';
import Value from 'typebox/value';
import { loadSettings } from '../../config/load.ts';
import { Failure } from '../../domain/failure.ts';
import { createSigningKey } from '../../receipt/create-signing-key.ts';
import { KeySet, keySetOf } from '../../receipt/key-set.ts';
import type { Receipt } from '../../receipt/receipt.ts';
import { verifyReceipt } from '../../receipt/verify-receipt.ts';
import { openResources } from '../../processes/open-resources.ts';
import { receiptIssuerName } from '../../processes/receipt-issuer-name.ts';
import { receiptSecret } from '../../processes/receipt-secret.ts';
import { withoutTrailing } from '../../../graders/text/without-trailing.ts';

export interface VerifyReceiptOptions {
  keys?: string;
  issuer?: string;
  json?: boolean;
}

/**
 * Verifies the receipt in a file, with the keys in a file or those of this deployment, and prints what it says. Failures of
 * `verifyReceipt`, and `receipt-missing`, `keys-unreadable`.
 */
export async function verifyReceiptFile(path: string, options: VerifyReceiptOptions): Promise<void> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('configuration', 'receipt-missing', `The receipt ${path} cannot be read.`, { cause });
  });

  const keys = options.keys === undefined ? await ownKeys() : await readKeys(options.keys);
  const issuer = options.issuer === undefined ? undefined : withoutTrailing(options.issuer, '/');
  // Editors and downloads add a line end.
  const receipt = await verifyReceipt(text.trim(), keys, issuer === undefined ? {} : { issuer });

  process.stdout.write(
    options.json ? `${JSON.stringify(receipt, undefined, 2)}\n` : describe(receipt, issuer ?? keys.issuer),
  );
}

/** Makes a new key that signs from now on. What the former one signed stays valid unless it is revoked. */
export async function rotateKeys({ revoke = false }: { revoke?: boolean }): Promise<void> {
  const { settings } = loadSettings('local');
  const key = await createSigningKey(await receiptSecret(settings));
  const resources = await openResources(settings);

  try {
    const before = await resources.store.signingKeys.rotate(key, { revoke });

    const former =
      before === undefined
        ? 'There was none before.'
        : revoke
          ? `${before} is revoked: its receipts are refused from now on.`
          : `${before} signs no more; its receipts stay valid.`;

    process.stdout.write(
      `${key.kid} signs receipts now. ${former}\nPublish the keys again: saiten receipt keys export\n`,
    );
  } finally {
    await resources.close();
  }
}

/** Writes the public keys as a JSON Web Key Set, to a file or to standard output. */
export async function exportKeys(path: string | undefined): Promise<void> {
  const { keys, ...rest } = await publishedKeys();
  const text = `${JSON.stringify({ ...rest, keys }, undefined, 2)}\n`;
  if (path === undefined) process.stdout.write(text);
  else await writeFile(path, text);
}

async function readKeys(path: string): Promise<KeySet> {
  try {
    return Value.Parse(KeySet, JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Failure(
      'configuration',
      'keys-unreadable',
      `Expected ${path} to hold public keys as JSON ({"keys": [...]}), as "saiten receipt keys export" writes them or ` +
        `/.well-known/jwks.json of the deployment serves them.`,
      { cause },
    );
  }
}

async function ownKeys(): Promise<KeySet> {
  return Value.Parse(KeySet, await publishedKeys());
}

async function publishedKeys() {
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);

  try {
    return keySetOf(receiptIssuerName(settings), await resources.store.signingKeys.published());
  } finally {
    await resources.close();
  }
}

function describe(receipt: Receipt, issuer: string | undefined): string {
  const { versions, score } = receipt;

  const lines: [string, string | undefined][] = [
    ['発行者 / issuer', receipt.iss],
    ['受講者 / learner', receipt.sub],
    ['チーム / team', receipt.team],
    ['課題 / exercise', receipt.exercise],
    ['結果 / result', `${receipt.verdict}, ${score.earned} / ${score.possible}`],
    ['採点日時 / graded', receipt.gradedAt],
    ['発行日時 / issued', new Date(receipt.iat * 1000).toISOString()],
    ['コミット / commit', `${receipt.commit} (repository ${receipt.repository}, attempt ${receipt.attempt})`],
    ['コース / course', receipt.course],
    ['実行 / run', receipt.jti],
    ['課題の版 / exercise version', versions.exercise],
    ['提出物 / manifests', versions.manifests],
    ['ノードイメージ / node image', versions.nodeImageDigest ?? versions.nodeImage],
    ['Kubernetes', versions.kubernetes],
  ];

  const unchecked =
    issuer === undefined
      ? '⚠️ 鍵に発行者の名前がないため、発行者は確かめていません。\n⚠️ The keys do not say whose they are, so the issuer was not checked: give --issuer.\n'
      : '';

  return [
    '✅ この採点証明は本物で、書き換えられていません。\n✅ This grade receipt is genuine and unaltered.\n',
    unchecked,
    ...lines.map(([name, value]) => (value === undefined ? '' : `   ${name}: ${value}\n`)),
  ].join('');
}
