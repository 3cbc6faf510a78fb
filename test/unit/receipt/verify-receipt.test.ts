import { CompactSign, generateKeyPair, importJWK, UnsecuredJWT, type JWK } from 'jose';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createReceiptIssuer } from '../../../services/receipt/create-receipt-issuer.ts';
import { createSigningKey, type SigningKey } from '../../../services/receipt/create-signing-key.ts';
import { keySetOf, KeySet } from '../../../services/receipt/key-set.ts';
import { unlockPrivateKey } from '../../../services/receipt/private-key-box.ts';
import { verifyReceipt } from '../../../services/receipt/verify-receipt.ts';
import Value from 'typebox/value';

const SECRET = 'a secret of more than thirty-two characters';
const ISSUER = 'https://saiten.example';

const FACTS = {
  sub: 'github:5000000000',
  jti: '01ARYZ6S410000000000000000',
  course: '01ARYZ6S410000000000000001',
  exercise: '02-batch-jobs',
  submission: '01ARYZ6S410000000000000002',
  repository: 7,
  commit: 'a'.repeat(40),
  attempt: 1,
  verdict: 'passed' as const,
  score: { earned: 20, possible: 20 },
  gradedAt: '2026-11-24T12:00:00.000Z',
  versions: { exercise: 'e'.repeat(64), manifests: `sha256:${'0'.repeat(64)}` },
};

let key: SigningKey;
let keys: KeySet;
let receipt: string;

beforeAll(async () => {
  key = await createSigningKey(SECRET);
  keys = Value.Parse(KeySet, keySetOf(ISSUER, [key]));
  receipt = await issuedBy(key);
});

const issuedBy = (by: SigningKey, issuer = ISSUER) =>
  createReceiptIssuer({
    keys: { active: async () => by, addFirst: async () => by },
    secret: async () => SECRET,
    issuer,
    now: () => 1_800_000_000_500,
  })(FACTS);

/** Signs anything with the right key. */
async function signed(payload: string, typ = 'saiten-receipt+jwt'): Promise<string> {
  const jwk = JSON.parse(await unlockPrivateKey(key.kid, key.privateKey, SECRET)) as JWK;
  return new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ })
    .sign(await importJWK(jwk, 'EdDSA'));
}

describe('a receipt', () => {
  it('tells the result of a run', async () => {
    expect(await verifyReceipt(receipt, keys)).toEqual({ ...FACTS, iss: ISSUER, iat: 1_800_000_000 });
  });

  it('is accepted with the keys of several deployments, whoever they belong to', async () => {
    const other = await createSigningKey(SECRET);
    const both = { keys: [...Value.Parse(KeySet, keySetOf('x', [other])).keys, ...keys.keys] };
    expect(await verifyReceipt(receipt, both)).toMatchObject({ iss: ISSUER });
  });

  it('is refused whichever byte is changed, and whatever it becomes', async () => {
    const bytes = Buffer.from(receipt);
    const every = Array.from(bytes, (_byte, at) => at);

    for (const at of every) {
      // All 64 letters where a part ends: there, several of them can mean the same.
      const isEnd = at === bytes.length - 1 || bytes[at + 1] === 46;
      const others = isEnd ? LETTERS : [0, 10, 32, 46, 61, (bytes[at] ?? 0) ^ 1, (bytes[at] ?? 0) ^ 32, 255];

      for (const byte of others.filter((one) => one !== bytes[at])) {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        await expect(verifyReceipt(changed.toString('latin1'), keys)).rejects.toThrow();
      }
    }
  });

  it('is refused when anything is added or taken away', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(receipt.length),
        fc.string({ maxLength: 4 }),
        fc.nat(4),
        async (at, added, taken) => {
          const changed = receipt.slice(0, at) + added + receipt.slice(at + taken);
          fc.pre(changed !== receipt);
          await expect(verifyReceipt(changed, keys)).rejects.toThrow();
        },
      ),
    );
  });

  const flipped = (text: string) => {
    const [head = '', payload = '', signature = ''] = text.split('.');
    const better = Buffer.from(payload, 'base64url').toString().replace('"earned":20', '"earned":21');
    return [head, Buffer.from(better).toString('base64url'), signature].join('.');
  };

  it.each<[string, string, () => Promise<string>]>([
    ['a better score', 'receipt-altered', async () => flipped(receipt)],
    ['an unknown key', 'receipt-key-unknown', async () => issuedBy(await createSigningKey(SECRET))],
    ['another issuer', 'receipt-issuer-differs', () => issuedBy(key, 'https://elsewhere.example')],
    ['nothing', 'receipt-unreadable', async () => ''],
    ['garbage', 'receipt-unreadable', async () => 'I have passed, honestly.'],
    ['three parts of garbage', 'receipt-unreadable', async () => 'aaaa.bbbb.cccc'],
    ['far too much', 'receipt-unreadable', async () => 'a'.repeat(100_000)],
    ['no signature', 'receipt-unreadable', async () => new UnsecuredJWT(FACTS).encode()],
    ['another kind of token', 'receipt-unreadable', () => signed(JSON.stringify(FACTS), 'JWT')],
    ['a signed text that is no receipt', 'receipt-unreadable', () => signed('{"passed":true}')],
    ['a signed text that is no JSON', 'receipt-unreadable', () => signed('passed')],
    ['another algorithm under the name of the key', 'receipt-altered', hmac],
  ])('is refused: %s', async (_name, code, text) => {
    await expect(verifyReceipt(await text(), keys)).rejects.toMatchObject({ code, fault: 'learner' });
  });

  /** The public key as a shared secret: the oldest trick with these tokens. */
  async function hmac(): Promise<string> {
    return new CompactSign(Buffer.from(JSON.stringify({ ...FACTS, iss: ISSUER, iat: 1 })))
      .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'saiten-receipt+jwt' })
      .sign(Buffer.from(key.publicKey.x ?? '', 'base64url'));
  }

  it('is refused when somebody else signed under the name of the key', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');

    const forged = await new CompactSign(Buffer.from(JSON.stringify({ ...FACTS, iss: ISSUER, iat: 1 })))
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'saiten-receipt+jwt' })
      .sign(privateKey);

    await expect(verifyReceipt(forged, keys)).rejects.toMatchObject({ code: 'receipt-altered' });
  });

  it('says why in both languages', async () => {
    await expect(verifyReceipt('x', keys)).rejects.toThrow(/no grade receipt.*\n採点証明ではありません/s);
  });

  it('cannot be signed with a key that another secret encrypted', async () => {
    await expect(
      createReceiptIssuer({
        keys: { active: async () => key, addFirst: async () => key },
        secret: async () => 'another secret of more than thirty-two characters',
        issuer: ISSUER,
        now: () => 0,
      })(FACTS),
    ).rejects.toMatchObject({ code: 'signing-key-locked', fault: 'configuration' });
  });
});

const LETTERS = Array.from(
  Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/'),
);
