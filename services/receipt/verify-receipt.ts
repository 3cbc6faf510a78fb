import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import Value from 'typebox/value';
import { Failure } from '../domain/failure.ts';
import type { KeySet } from './key-set.ts';
import { Receipt, RECEIPT_TYPE } from './receipt.ts';

/** Longer texts are no receipts. */
const LONGEST = 16 * 1024;

export interface VerifyOptions {
  /** Who must have issued it; left out: who the key set belongs to, or anybody when it does not say. */
  issuer?: string | undefined;
}

/**
 * Verifies a receipt without a network: form, signature, type and issuer. Failures of fault `learner`:
 * `receipt-unreadable`, `receipt-key-unknown`, `receipt-altered`, `receipt-issuer-differs`. Exactly the text that was
 * issued is accepted: no two texts stand for the same signature.
 */
export async function verifyReceipt(
  text: string,
  keys: KeySet,
  { issuer = keys.issuer }: VerifyOptions = {},
): Promise<Receipt> {
  const { kid, typ } = headerOf(text);
  const key = keys.keys.find((one) => one.kid === kid);
  if (key === undefined)
    throw refused(
      'receipt-key-unknown',
      `It was signed with the key "${kid}", which is not among the ${keys.keys.length} given. Get the newest keys of the deployment; when it is missing there too, the receipt is forged or its key was revoked.`,
      `鍵「${kid}」で署名されていますが、渡された ${keys.keys.length} 個の鍵の中にありません。最新の公開鍵を取得してください。そこにもなければ、偽造されたか、鍵が失効しています。`,
    );
  const payload = await verifiedPayload(text, key);
  const receipt = parse(payload);
  if (typ !== RECEIPT_TYPE || receipt === undefined)
    throw unreadable('what was signed is not a grade receipt', '署名された内容が採点証明ではありません');
  if (issuer !== undefined && receipt.iss !== issuer)
    throw refused(
      'receipt-issuer-differs',
      `Expected a receipt of ${issuer}, found one that ${receipt.iss} issued.`,
      `${issuer} の証明ではなく、${receipt.iss} が発行したものです。`,
    );
  return receipt;
}

function headerOf(text: string): { kid: string; typ: unknown } {
  const parts = text.split('.');
  if (text.length > LONGEST || parts.length !== 3 || !parts.every(isCanonical))
    throw unreadable(
      'a receipt is one line of three parts of letters, digits, "-" and "_", with dots between them',
      '証明は、英数字と「-」「_」からなる 3 つの部分を点でつないだ 1 行です',
    );

  try {
    const { kid, typ } = decodeProtectedHeader(text);
    if (typeof kid === 'string') return { kid, typ };
  } catch {
    // Said below.
  }

  throw unreadable('its first part does not name a key', '最初の部分に鍵の名前がありません');
}

/** Base64url with unused bits of zero: else the last letter could be another one and mean the same. */
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

async function verifiedPayload(text: string, key: KeySet['keys'][number]): Promise<Uint8Array> {
  try {
    const { payload } = await compactVerify(text, await importJWK(key, 'EdDSA'), { algorithms: ['EdDSA'] });
    return payload;
  } catch (cause) {
    throw refused(
      'receipt-altered',
      'The signature does not fit the content: the receipt was altered, or damaged on the way.',
      '署名と内容が合いません。書き換えられたか、途中で壊れています。',
      cause,
    );
  }
}

function parse(payload: Uint8Array): Receipt | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    return Value.Check(Receipt, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(en: string, ja: string): Failure {
  return refused('receipt-unreadable', `This is no grade receipt: ${en}.`, `採点証明ではありません。${ja}。`);
}

function refused(code: string, en: string, ja: string, cause?: unknown): Failure {
  return new Failure('learner', code, `${en}\n${ja}`, cause === undefined ? {} : { cause });
}
