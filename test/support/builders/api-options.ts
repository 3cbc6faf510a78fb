import type { ApiOptions } from '../../../services/api/app.ts';

/**
 * What `createApi` needs, as far as a test gives it: anything else fails when it is called, so that a test says which
 * parts of the store its route uses.
 */
export function apiOptions(given: Partial<ApiOptions>): ApiOptions {
  const needs = {
    token: 'a-token-of-twenty-characters',
    metrics: { contentType: 'text/plain', metrics: async () => 'saiten_runs_total 1' },
    ready: async () => undefined,
    identifiers: { next: () => '01ARYZ6S410000000000000009' },
    now: () => new Date(0),
    logger: { error: () => undefined },
    page: undefined,
    ...given,
  };
  return new Proxy(needs as unknown as ApiOptions, {
    get: (all, name) =>
      name in all ? (Reflect.get(all, name) as unknown) : notGiven(`Expected no use of ${String(name)}`),
  });
}

function notGiven(sentence: string): object {
  return new Proxy(
    {},
    { get: (_all, name) => () => Promise.reject(new Error(`${sentence}.${String(name)}`)) },
  );
}
