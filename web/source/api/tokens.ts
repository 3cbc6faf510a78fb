import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

export type ApiToken = Item<'/tokens'>;

export const listTokens = (signal?: AbortSignal) => askAll('/tokens', { signal });

/** The answer is the only time that the secret is shown. */
export const makeToken = (body: Body<'POST', '/tokens'>, keys: RequestKeys) =>
  ask('POST', '/tokens', { body, keys });

export const revokeToken = (tokenId: string) => ask('DELETE', '/tokens/{tokenId}', { path: { tokenId } });
