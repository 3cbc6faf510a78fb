import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { lockPrivateKey } from './private-key-box.ts';

/** A pair of keys, the private one encrypted. */
export interface SigningKey {
  /** Thumbprint of the public key (RFC 7638): the same key has the same id everywhere. */
  kid: string;
  publicKey: Record<string, string>;
  privateKey: Uint8Array;
}

/** Makes a pair of Ed25519 keys. @param secret Encrypts the private one. */
export async function createSigningKey(secret: string): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { kty = '', crv = '', x = '' } = await exportJWK(pair.publicKey);
  const publicKey = { kty, crv, x };
  const kid = await calculateJwkThumbprint(publicKey);
  const privateKey = await lockPrivateKey(kid, JSON.stringify(await exportJWK(pair.privateKey)), secret);
  return { kid, publicKey, privateKey };
}
