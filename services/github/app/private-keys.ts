import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * The private keys in a PEM text, in their order: the newer first while a key is being rotated. Fails with
 * `private-key-invalid`, which says what was found in place of an RSA key.
 */
export function readPrivateKeys(text: string): [KeyObject, ...KeyObject[]] {
  const blocks = [...text.matchAll(PEM_BLOCK)].map(([block]) => block);
  const [first, ...others] = blocks.map(readKey);
  if (first !== undefined) return [first, ...others];
  throw invalid(
    text.includes('-----BEGIN')
      ? 'the beginning of a key without its end. A key in an environment variable needs its line breaks, or `\\n` in their place'
      : `${text.trim() === '' ? 'an empty text' : 'a text without "-----BEGIN"'}`,
  );
}

function readKey(block: string): KeyObject {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(block)?.[1] ?? '';
  if (!label.endsWith('PRIVATE KEY')) throw invalid(`a ${label.toLowerCase()}`);
  let key: KeyObject;

  try {
    key = createPrivateKey(block);
  } catch (cause) {
    const encrypted = label.startsWith('ENCRYPTED') || block.includes('Proc-Type: 4,ENCRYPTED');
    throw invalid(encrypted ? 'a key behind a passphrase' : 'a damaged key', cause);
  }

  if (key.asymmetricKeyType !== 'rsa') throw invalid(`a key of type ${key.asymmetricKeyType ?? 'unknown'}`);
  return key;
}

function invalid(found: string, cause?: unknown): Failure {
  return new Failure(
    'configuration',
    'private-key-invalid',
    `The private key of the App must be an RSA key in PEM form, but it is ${found}. Use the .pem file that GitHub let you download when the key was generated.`,
    { cause },
  );
}
