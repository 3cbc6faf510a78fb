import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';
import type { Body } from './question.ts';

const DAY_MS = 86_400_000;

export type ApiToken = Item<'/tokens'>;

export const listTokens = (signal?: AbortSignal) => askAll('/tokens', { signal });

/** The answer is the only time that the secret is shown. */
export const makeToken = ({
  expiresInDays,
  ...body
}: Omit<Body<'POST', '/tokens'>, 'expiresAt'> & { expiresInDays: number }) => {
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS).toISOString();
  return ask('POST', '/tokens', { body: { ...body, expiresAt } });
};

export const revokeToken = (tokenId: string) => ask('DELETE', '/tokens/{tokenId}', { path: { tokenId } });
