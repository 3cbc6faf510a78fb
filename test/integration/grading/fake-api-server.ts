import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FakeApiServer {
  /** Contexts `grader` and `learner`, as a cluster provider hands them out. */
  kubeconfig: string;
  /** Answers every request with 503 from now on. */
  fail(): void;
  close(): Promise<void>;
}

/** An HTTP server that knows the one resource of the tiny exercise: ConfigMaps, applied and read. */
export async function startFakeApiServer(): Promise<FakeApiServer> {
  const objects = new Map<string, unknown>();
  const state = { failing: false };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (state.failing) return send(response, 503, { kind: 'Status', message: 'down' });
    if (path === '/api/v1')
      return send(response, 200, {
        kind: 'APIResourceList',
        groupVersion: 'v1',
        resources: [
          { name: 'configmaps', kind: 'ConfigMap', namespaced: true, singularName: 'configmap', verbs: [] },
        ],
      });

    if (request.method === 'PATCH') {
      const body = JSON.parse(await text(request)) as { data?: Record<string, string>; colour?: string };
      if ('colour' in body)
        return send(response, 500, {
          kind: 'Status',
          code: 500,
          message:
            'failed to create typed patch object (x/paint; v1, Kind=ConfigMap): .colour: field not declared in schema',
        });
      objects.set(path, body);
      return send(response, 200, body);
    }

    const found = objects.get(path);
    return found === undefined
      ? send(response, 404, { kind: 'Status', reason: 'NotFound', code: 404 })
      : send(response, 200, found);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    kubeconfig: kubeconfigFor(`http://127.0.0.1:${port}`),
    fail: () => void (state.failing = true),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'run', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'grader', user: { token: 'token' } }],
    contexts: ['grader', 'learner'].map((name) => ({ name, context: { cluster: 'run', user: 'grader' } })),
  });
}
