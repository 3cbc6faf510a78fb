import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';
import type { Role } from './courses.ts';

const DAY_MS = 86_400_000;

export type ApiToken = Item<'/tokens'>;

export const listTokens = (signal?: AbortSignal) => askAll<ApiToken>('/tokens', { signal });
/** The answer is the only time that the secret is shown. */
export const makeToken = ({
  expiresInDays,
  ...body
}: {
  name: string;
  course?: string;
  role: Role;
  expiresInDays: number;
}) => {
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS).toISOString();
  return ask<ApiToken & { token: string }>('POST', '/tokens', { body: { ...body, expiresAt } });
};
export const revokeToken = (tokenId: string) =>
  ask<unknown>('DELETE', '/tokens/{tokenId}', { path: { tokenId } });
