import type { Database } from '../database/tables.ts';

/** A key as it is stored; the private part is encrypted by whoever signs. */
export interface StoredSigningKey {
  kid: string;
  /** JSON Web Key: `kty`, `crv`, `x` and so on. */
  publicKey: Readonly<Record<string, string>>;
  privateKey: Uint8Array;
}

export interface PublishedKey {
  kid: string;
  publicKey: Readonly<Record<string, string>>;
  createdAt: Date;
  /** Since when it signs nothing more; what it signed stays valid. */
  retiredAt?: Date;
}

/** The keys of grade receipts: one signs, all that were not revoked are published. */
export interface SigningKeys {
  /** The one that signs. */
  active(): Promise<StoredSigningKey | undefined>;
  /** Makes this key the one that signs unless there is one already; returns the one that signs. */
  addFirst(key: StoredSigningKey): Promise<StoredSigningKey>;
  /**
   * Makes this key the one that signs and forgets the private part of the one before; with `revoke` the one before is not
   * published any more, and its receipts are refused. Returns the id of the one before.
   */
  rotate(key: StoredSigningKey, options: { revoke: boolean }): Promise<string | undefined>;
  /** Newest first. */
  published(): Promise<PublishedKey[]>;
}

export function createSigningKeys(db: Database, now: () => Date): SigningKeys {
  const active = async (from: Database) => {
    const row = await from
      .selectFrom('signing_keys')
      .selectAll()
      .where('retired_at', 'is', null)
      .executeTakeFirst();

    return row?.private_key
      ? { kid: row.kid, publicKey: row.public_jwk, privateKey: row.private_key }
      : undefined;
  };

  const toRow = ({ kid, publicKey, privateKey }: StoredSigningKey) => ({
    kid,
    public_jwk: JSON.stringify(publicKey),
    private_key: Buffer.from(privateKey),
    created_at: now(),
  });

  return {
    active: () => active(db),
    async addFirst(key) {
      // The index on the key that signs lets one of several processes win.
      await db
        .insertInto('signing_keys')
        .values(toRow(key))
        .onConflict((conflict) => conflict.doNothing())
        .execute();

      return (await active(db)) ?? key;
    },
    rotate: (key, { revoke }) =>
      db.transaction().execute(async (transaction) => {
        const before = await transaction
          .updateTable('signing_keys')
          .set({ private_key: null, retired_at: now(), ...(revoke ? { revoked_at: now() } : {}) })
          .where('retired_at', 'is', null)
          .returning('kid')
          .executeTakeFirst();

        await transaction.insertInto('signing_keys').values(toRow(key)).execute();
        return before?.kid;
      }),
    async published() {
      const rows = await db
        .selectFrom('signing_keys')
        .selectAll()
        .where('revoked_at', 'is', null)
        .orderBy('created_at', 'desc')
        .execute();

      return rows.map((row) => ({
        kid: row.kid,
        publicKey: row.public_jwk,
        createdAt: row.created_at,
        ...(row.retired_at === null ? {} : { retiredAt: row.retired_at }),
      }));
    },
  };
}
