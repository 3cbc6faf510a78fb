import createClient from 'openapi-fetch';
import type { paths } from '../../web/source/api/api-types.ts';
import { OPERATOR, type startApi } from './running-api.ts';

/** A client of a started API that knows what docs/openapi.json says of every request and answer; nothing listens. */
export function typedClient({ app }: Pick<Awaited<ReturnType<typeof startApi>>, 'app'>, token = OPERATOR) {
  return createClient<paths>({
    baseUrl: 'http://saiten.example',
    headers: { authorization: `Bearer ${token}` },
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const payload = await request.text();

      const { statusCode, headers, body } = await app.inject({
        method: request.method as 'GET',
        url: `${pathname}${search}`,
        headers: Object.fromEntries(request.headers),
        ...(payload === '' ? {} : { payload }),
      });

      const isEmpty = statusCode === 204 || statusCode === 304;
      return new Response(isEmpty ? null : body, {
        status: statusCode,
        headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      });
    },
  });
}
