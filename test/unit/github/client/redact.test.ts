import { expect, it } from 'vitest';
import { redact } from '../../../../services/github/client/redact.ts';

it.each([
  ['classic', `ghp_${'a'.repeat(36)}`],
  ['installation, 2026', `ghs_${'a1_-.'.repeat(60)}z`],
  ['fine-grained', `github_pat_11AAA_${'b'.repeat(60)}`],
  ['JSON web token', 'eyJhbGciOi.eyJpc3MiOi.c2ln-_nature'],
  ['bearer', 'Bearer abc123=='],
  ['private key', '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'],
  ['cut private key', '-----BEGIN PRIVATE KEY-----\nabc'],
])('redacts %s', (_name, secret) => {
  expect(redact(`before ${secret}`)).toBe('before [redacted]');
});

it('leaves plain text alone', () => {
  expect(redact('GitHub answered 404 for /repos/a/b')).toBe('GitHub answered 404 for /repos/a/b');
});
