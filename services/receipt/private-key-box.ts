import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Failure } from '../domain/failure.ts';

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt);

const SALT = 16;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/**
 * Encrypts a private key for the database with AES-256-GCM under a secret that is kept elsewhere; the key's id is bound to
 * it. Salt, nonce, tag and ciphertext in one.
 */
export async function lockPrivateKey(kid: string, plain: string, secret: string): Promise<Buffer> {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);

  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, KEY), nonce).setAAD(
    Buffer.from(kid),
  );

  const encrypted = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), encrypted]);
}

/** Failure `signing-key-locked` when the secret is another one, or the bytes were changed. */
export async function unlockPrivateKey(kid: string, locked: Uint8Array, secret: string): Promise<string> {
  const bytes = Buffer.from(locked);
  const salt = bytes.subarray(0, SALT);
  const nonce = bytes.subarray(SALT, SALT + NONCE);
  const tag = bytes.subarray(SALT + NONCE, SALT + NONCE + TAG);

  try {
    const decipher = createDecipheriv('aes-256-gcm', await derive(secret, salt, KEY), nonce)
      .setAAD(Buffer.from(kid))
      .setAuthTag(tag);

    return decipher.update(bytes.subarray(SALT + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new Failure(
      'configuration',
      'signing-key-locked',
      `The key ${kid}, which signs receipts, was encrypted with another secret. Give SAITEN_RECEIPT_SECRET (or the file ` +
        'receipt-secret in the data folder) its former value, or make a new key with "saiten receipt keys rotate".',
      { cause },
    );
  }
}
