import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}

interface Export {
  resourceSpans: { scopeSpans: { spans: CollectedSpan[] }[] }[];
}

/** An OpenTelemetry collector that keeps what it is sent (OTLP over HTTP, JSON). */
export async function startTraceCollector(): Promise<{
  url: string;
  spans: readonly CollectedSpan[];
  headers: ReadonlySet<string>;
  close(): Promise<void>;
}> {
  const spans: CollectedSpan[] = [];
  const headers = new Set<string>();

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      headers.add(String(request.headers.authorization));
      if (request.url === '/v1/traces')
        for (const { scopeSpans } of (JSON.parse(body) as Export).resourceSpans)
          spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
