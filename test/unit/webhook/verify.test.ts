import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../../services/webhook/verify.ts';

// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello, World!');
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

describe('verifySignature', () => {
  it.each<[string, Uint8Array, string, string[], boolean]>([
    ["GitHub's documented example", body, signature, [secret], true],
    ['the new one of two secrets', body, signature, ['old secret', secret], true],
    ['the old one of two secrets', body, signature, [secret, 'new secret'], true],
    ['another secret', body, signature, ['guess'], false],
    ['no secret', body, signature, [], false],
    ['one byte more', Buffer.from('Hello, World!\n'), signature, [secret], false],
    ['an empty body', Buffer.alloc(0), signature, [secret], false],
    ['an empty header', body, '', [secret], false],
    ['the digest without its name', body, signature.slice(7), [secret], false],
    ['a shortened digest', body, signature.slice(0, -2), [secret], false],
    ['upper case', body, signature.toUpperCase(), [secret], false],
    ['something behind the digest', body, `${signature}\n`, [secret], false],
    ['SHA-1', body, `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`, [secret], false],
  ])('%s', (_name, bytes, header, secrets, valid) => {
    expect(verifySignature(bytes, header, secrets)).toBe(valid);
  });
});
