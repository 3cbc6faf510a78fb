import { SpanKind } from '@opentelemetry/api';
import type { Metrics } from '../../observability/metrics.ts';
import { withSpan } from '../../observability/spans.ts';

/** `fetch` for GitHub that counts requests, remembers what GitHub says is left, and writes a span for each. */
export function observedFetch(
  inner: typeof fetch,
  metrics: Pick<Metrics, 'githubRequests' | 'githubRemaining'>,
): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const url = new URL(input instanceof Request ? input.url : input);

    const attributes = {
      'http.request.method': method,
      'server.address': url.hostname,
      'url.path': url.pathname,
    };

    return withSpan(`GitHub ${method}`, { kind: SpanKind.CLIENT, attributes }, async () => {
      try {
        const response = await inner(input, init);
        metrics.githubRequests.inc({ method, status: response.status });
        const remaining = response.headers.get('x-ratelimit-remaining');
        if (remaining !== null)
          metrics.githubRemaining.set(
            { resource: response.headers.get('x-ratelimit-resource') ?? 'core' },
            Number(remaining),
          );
        return response;
      } catch (error) {
        metrics.githubRequests.inc({ method, status: 0 });
        throw error;
      }
    });
  };
}
