import { publicUserJson } from '../json/user-json.ts';
import { notFound } from '../rules/github-error.ts';
import { findAccount } from '../state/find.ts';
import type { Operation } from './operation.ts';
import { operation } from './operation.ts';

/** Rate limit, meta and users: what belongs to no repository. */
export const generalOperations: Operation[] = [
  operation('rate-limit/get', 'anyone', ({ rateLimit, actor }) => {
    const core = rateLimit.state(actor);
    return {
      status: 200,
      body: { resources: { core, search: { ...core, limit: 30, remaining: 30, used: 0 } }, rate: core },
    };
  }),

  operation('meta/get', 'anyone', () => ({
    status: 200,
    body: { verifiable_password_authentication: false, hooks: ['127.0.0.0/8', '::1/128'] },
  })),

  operation('users/get-by-username', 'anyone', ({ world, parameters }) => {
    const account = findAccount(world, parameters.username);
    if (account === undefined) throw notFound();
    return { status: 200, body: publicUserJson(world, account) };
  }),

  operation('users/get-authenticated', 'token', ({ world, actor }) => {
    if (actor.kind !== 'user') throw notFound();
    return {
      status: 200,
      body: publicUserJson(world, actor.account),
      // Only classic tokens have scopes.
      headers: actor.scopes.length === 0 ? {} : { 'x-oauth-scopes': actor.scopes.join(', ') },
    };
  }),
];
