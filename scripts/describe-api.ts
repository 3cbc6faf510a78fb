import { createApi, type ApiOptions } from '../services/api/app.ts';

/** The OpenAPI document of the API, made without anything behind its routes. */
export async function describeApi(): Promise<object> {
  const nothing: unknown = new Proxy(() => undefined, { get: () => nothing, apply: () => nothing });

  const app = await createApi(
    new Proxy({} as ApiOptions, {
      get: (_none, name) =>
        name === 'token' ? '' : name === 'page' || name === 'requestsPerMinute' ? undefined : nothing,
    }),
  );

  await app.ready();
  return app.swagger();
}
