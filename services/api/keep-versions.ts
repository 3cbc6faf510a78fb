import { ApiProblem } from './api-problem.ts';
import type { TypedInstance } from './typed-instance.ts';

/**
 * An answer whose body has an integer `version` carries it as its ETag; a GET with `If-None-Match` of it is answered
 * 304. A write with `config.ifMatch` must name the version it changes: 428 without (RFC 6585), 412 when it is none.
 */
export function keepVersions(app: TypedInstance): void {
  app.addHook('preValidation', async (request) => {
    if (!request.routeOptions.config.ifMatch) return;
    const given = request.headers['if-match'];
    if (given === undefined)
      throw new ApiProblem(428, 'version-missing', 'Send the ETag of what you change as If-Match.');
    const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(given) ?? [];
    if (version === undefined)
      throw new ApiProblem(412, 'stale-version', 'If-Match is no ETag of this; read it again.');
    request.expectedVersion = Number(version);
  });

  app.addHook('preSerialization', async (request, reply, payload: unknown) => {
    const version = versionOf(payload);
    if (version === undefined || reply.statusCode >= 300) return payload;
    const etag = `"${version}"`;
    void reply.header('etag', etag);
    if (request.method === 'GET' && request.headers['if-none-match'] === etag) void reply.code(304);
    return payload;
  });

  app.addHook('onSend', async (_request, reply, payload) => (reply.statusCode === 304 ? null : payload));
}

function versionOf(payload: unknown): number | undefined {
  return typeof payload === 'object' &&
    payload !== null &&
    'version' in payload &&
    typeof payload.version === 'number'
    ? payload.version
    : undefined;
}
