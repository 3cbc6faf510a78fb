import { CompactSign, importJWK, type JWK } from 'jose';
import Value from 'typebox/value';
import { createSigningKey, type SigningKey } from './create-signing-key.ts';
import { unlockPrivateKey } from './private-key-box.ts';
import { Receipt, RECEIPT_TYPE } from './receipt.ts';

interface StoredKey extends Omit<SigningKey, 'publicKey'> {
  publicKey: Readonly<Record<string, string>>;
}

export interface ReceiptIssuerNeeds {
  keys: {
    active(): Promise<StoredKey | undefined>;
    addFirst(key: StoredKey): Promise<StoredKey>;
  };
  /** Encrypts the private keys. */
  secret(): Promise<string>;
  issuer: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Signs receipts as compact JWS (RFC 7515) with Ed25519. Makes the first key when there is none yet. Failure
 * `signing-key-locked` when the stored key cannot be decrypted.
 */
export function createReceiptIssuer({ keys, secret, issuer, now }: ReceiptIssuerNeeds) {
  return async function issue(facts: Omit<Receipt, 'iss' | 'iat'>): Promise<string> {
    const words = await secret();
    const { kid, privateKey } = (await keys.active()) ?? (await keys.addFirst(await createSigningKey(words)));
    const key = await importJWK(JSON.parse(await unlockPrivateKey(kid, privateKey, words)) as JWK, 'EdDSA');
    const receipt = Value.Parse(Receipt, { iss: issuer, iat: Math.floor(now() / 1000), ...facts });
    return new CompactSign(Buffer.from(JSON.stringify(receipt)))
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: RECEIPT_TYPE })
      .sign(key);
  };
}
