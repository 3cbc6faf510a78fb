import type { Database } from '../database/tables.ts';

/** Somebody who signed in on the page; the cookie's SHA-256 is kept, never the cookie. */
export interface Session {
  hash: Buffer;
  githubId: number;
  login: string;
  expiresAt: Date;
}

export interface Sessions {
  begin(session: Session): Promise<void>;
  /** The session with this SHA-256, unless it is over. */
  find(hash: Buffer): Promise<Session | undefined>;
  end(hash: Buffer): Promise<void>;
  /** Removes those that are over. Returns how many. */
  forget(): Promise<number>;
}

export function createSessions(db: Database, now: () => Date): Sessions {
  return {
    async begin({ hash, githubId, login, expiresAt }) {
      await db
        .insertInto('sessions')
        .values({ hash, github_id: githubId, login, created_at: now(), expires_at: expiresAt })
        .execute();
    },
    async find(hash) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('hash', '=', hash)
        .where('expires_at', '>', now())
        .executeTakeFirst();

      return row && { hash, githubId: row.github_id, login: row.login, expiresAt: row.expires_at };
    },
    async end(hash) {
      await db.deleteFrom('sessions').where('hash', '=', hash).execute();
    },
    async forget() {
      const { numDeletedRows } = await db
        .deleteFrom('sessions')
        .where('expires_at', '<=', now())
        .executeTakeFirstOrThrow();

      return Number(numDeletedRows);
    },
  };
}
