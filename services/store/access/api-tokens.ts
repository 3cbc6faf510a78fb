import { sql, type Selectable } from 'kysely';
import type { Role } from '../../domain/courses/role.ts';
import type { Database, Tables } from '../database/tables.ts';

/** A token of the API without the secret, of which only the SHA-256 is kept. */
export interface ApiToken {
  tokenId: string;
  name: string;
  /** Whose it is; absent: the operator's. */
  githubId?: number;
  /** The only course that it opens; absent: every one. */
  courseId?: string;
  role: Role;
  expiresAt?: Date;
  createdAt: Date;
  createdBy: string;
  lastUsedAt?: Date;
}

/** Seconds between two notes of when a token was last used: reading must not always write. */
const NOTE_SECONDS = 60;

export interface ApiTokens {
  create(token: Omit<ApiToken, 'createdAt' | 'lastUsedAt'> & { hash: Buffer }): Promise<ApiToken>;
  /** The token with this SHA-256, unless it is revoked or expired; remembers, to the minute, that it was used. */
  use(hash: Buffer): Promise<(ApiToken & { login?: string }) | undefined>;
  /** What is not revoked, oldest first, those after the id `after`; of one person, or of the operator. */
  list(of: { githubId: number | undefined }, page: { limit: number; after?: string }): Promise<ApiToken[]>;
  /** False when there is none, or not theirs. */
  revoke(tokenId: string, of: { githubId: number | undefined }): Promise<boolean>;
}

export function createApiTokens(db: Database, now: () => Date): ApiTokens {
  return {
    async create({ tokenId, hash, name, githubId, courseId, role, expiresAt, createdBy }) {
      const row = await db
        .insertInto('api_tokens')
        .values({
          token_id: tokenId,
          ...{ hash, name, role },
          github_id: githubId ?? null,
          course_id: courseId ?? null,
          expires_at: expiresAt ?? null,
          created_at: now(),
          created_by: createdBy,
        })
        .returningAll()
        .executeTakeFirstOrThrow();

      return toToken(row);
    },
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

      return { ...toToken(row), ...(row.login !== null && { login: row.login }) };
    },
    async list({ githubId }, { limit, after }) {
      const rows = await db
        .selectFrom('api_tokens')
        .selectAll()
        .where('github_id', 'is not distinct from', githubId ?? null)
        .where('revoked_at', 'is', null)
        .$if(after !== undefined, (query) => query.where('token_id', '>', after ?? ''))
        .orderBy('token_id')
        .limit(limit)
        .execute();

      return rows.map(toToken);
    },
    async revoke(tokenId, { githubId }) {
      const { numUpdatedRows } = await db
        .updateTable('api_tokens')
        .set({ revoked_at: now() })
        .where('token_id', '=', tokenId)
        .where('github_id', 'is not distinct from', githubId ?? null)
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow();

      return numUpdatedRows === 1n;
    },
  };
}

function toToken(row: Selectable<Tables['api_tokens']>): ApiToken {
  return {
    tokenId: row.token_id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.github_id !== null && { githubId: row.github_id }),
    ...(row.course_id !== null && { courseId: row.course_id }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  };
}
