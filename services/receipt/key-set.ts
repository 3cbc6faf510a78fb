import Type from 'typebox';

/**
 * Public keys of a deployment with the name by which it issues: a JSON Web Key Set (RFC 7517), in which members that a
 * reader does not know are ignored.
 */
export const KeySet = Type.Object({
  issuer: Type.Optional(Type.String({ minLength: 1 })),
  keys: Type.Array(
    Type.Object({
      kid: Type.String({ minLength: 1 }),
      kty: Type.Literal('OKP'),
      crv: Type.Literal('Ed25519'),
      x: Type.String({ minLength: 1 }),
    }),
  ),
});
export type KeySet = Type.Static<typeof KeySet>;

interface Published {
  kid: string;
  publicKey: Readonly<Record<string, string>>;
}

/** What is published at `/.well-known/jwks.json`: keys that sign no more too, because what they signed stays valid. */
export function keySetOf(issuer: string, published: readonly Published[]) {
  return {
    issuer,
    keys: published.map(({ kid, publicKey }) => ({ ...publicKey, kid, alg: 'EdDSA', use: 'sig' })),
  };
}
