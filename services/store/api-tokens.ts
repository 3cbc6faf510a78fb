import { sql } from 'kysely';
import type { Role } from '../domain/role.ts';
import type { Database } from './tables.ts';

/** A token of the API without the secret, of which only the SHA-256 is kept. */
export interface ApiToken {
  tokenId: string;
  name: string;
  /** Whose it is; absent: the operator's. */
  githubId?: number;
  /** As the person was last called. */
  login?: string;
  /** The only course that it opens; absent: every one. */
  courseId?: string;
  role: Role;
}

/** Seconds between two notes of when a token was last used: reading must not always write. */
const NOTE_SECONDS = 60;

export interface ApiTokens {
  /** The token with this SHA-256, unless it is revoked or expired; remembers, to the minute, that it was used. */
  use(hash: Buffer): Promise<ApiToken | undefined>;
}

export function createApiTokens(db: Database, now: () => Date): ApiTokens {
  return {
    async use(hash) {
      const at = now();
      const row = await db
        .selectFrom('api_tokens')
        .selectAll()
        .select((from) =>
          from
            .selectFrom('course_members')
            .select('login')
            .whereRef('course_members.github_id', '=', 'api_tokens.github_id')
            .where('login', 'is not', null)
            .orderBy('updated_at', 'desc')
            .limit(1)
            .as('login'),
        )
        .where('hash', '=', hash)
        .where('revoked_at', 'is', null)
        .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', at)]))
        .executeTakeFirst();
      if (row === undefined) return undefined;
      await db
        .updateTable('api_tokens')
        .set({ last_used_at: at })
        .where('token_id', '=', row.token_id)
        .where((where) =>
          where.or([
            where('last_used_at', 'is', null),
            where('last_used_at', '<', sql<Date>`${at}::timestamptz - ${NOTE_SECONDS} * interval '1 second'`),
          ]),
        )
        .execute();
      return {
        tokenId: row.token_id,
        name: row.name,
        role: row.role,
        ...(row.github_id === null ? {} : { githubId: row.github_id }),
        ...(row.login === null ? {} : { login: row.login }),
        ...(row.course_id === null ? {} : { courseId: row.course_id }),
      };
    },
  };
}
