import type { ApiOptions } from '../../../services/api/app.ts';
import { buildHealth } from './health.ts';

/** Functions as they are; of objects the methods that a test uses. */
type Given = {
  [Name in keyof ApiOptions]?: ApiOptions[Name] extends (...input: never[]) => unknown
    ? ApiOptions[Name]
    : Partial<ApiOptions[Name]>;
};

/**
 * What `createApi` needs, as far as a test gives it: anything else fails when it is called, so that a test says which
 * parts of the store its route uses.
 */
export function apiOptions(given: Given): ApiOptions {
  const needs = {
    token: 'a-token-of-twenty-characters',
    health: buildHealth(),
    identifiers: { next: () => '01ARYZ6S410000000000000009' },
    now: () => new Date(0),
    newSecret: () => 'secret',
    logger: { error: () => undefined },
    page: undefined,
    publicUrl: undefined,
    requestsPerMinute: undefined,
    exercises: new Map(),
    repeat: () => () => undefined,
    signIn: undefined,
    ...given,
  };

  return new Proxy(needs as unknown as ApiOptions, {
    get: (all, name) => {
      const value: unknown = Reflect.get(all, name);
      if (name in all && (typeof value !== 'object' || value === null)) return value;
      return failing(`Expected no use of ${String(name)}`, value as object | undefined);
    },
  });
}

function failing(sentence: string, given: object = {}): object {
  return new Proxy(given, {
    get: (all, name) =>
      name in all
        ? (Reflect.get(all, name) as unknown)
        : () => Promise.reject(new Error(`${sentence}.${String(name)}`)),
  });
}
