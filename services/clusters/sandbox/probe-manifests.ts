import { AGNHOST_IMAGE } from './agnhost-image.ts';
import type { Manifest } from './manifest.ts';
import { SYSTEM_NAMESPACE as namespace } from './system-namespace.ts';

export const PROBE_CLIENT = 'saiten-probe-client';
const SERVER = 'saiten-probe-server';
const ALLOWED = 8080;
const FORBIDDEN = 8081;
/** A third of a second each: on a machine that is busy, policies arrive seconds after the pods they are about. */
const TRIES = 30;
/** Exit code of the client when traffic came through that a policy forbids. */
export const NOT_ENFORCED = 10;

/**
 * A server with two ports, a policy that allows one of them, and a client that has to reach the allowed one by the
 * Service's name before it tries the other: without the first, the silence of the second would prove nothing.
 */
export function probeManifests(): { servers: Manifest[]; client: Manifest } {
  const labels = { 'saiten.dev/probe': 'server' };

  const servers = [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: SERVER, namespace },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress'],
        ingress: [{ ports: [{ protocol: 'TCP', port: ALLOWED }] }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: SERVER, namespace },
      spec: {
        selector: labels,
        ports: [ALLOWED, FORBIDDEN].map((port) => ({ name: `p${port}`, port })),
      },
    },
    pod(
      SERVER,
      [ALLOWED, FORBIDDEN].map((port) => ({
        name: `p${port}`,
        args: ['netexec', `--http-port=${port}`, `--udp-port=${port}`],
      })),
      labels,
    ),
  ];

  return { servers, client: pod(PROBE_CLIENT, [{ name: 'client', command: ['/bin/sh', '-c', CLIENT] }]) };
}

const connect = (port: number) => `/agnhost connect ${SERVER}.${namespace}:${port} --timeout=1s`;

/** A policy may take a moment to arrive: only traffic that still passes at the last try counts as not held back. */
const CLIENT = `
until ${connect(ALLOWED)}; do sleep 0.2; done
tries=0
until [ $tries -eq ${TRIES} ]; do
  tries=$((tries + 1))
  ${connect(FORBIDDEN)} || { ${connect(ALLOWED)} && exit 0; }
  sleep 0.3
done
exit ${NOT_ENFORCED}`;

function pod(name: string, containers: object[], labels: Record<string, string> = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      containers: containers.map((container) => ({
        image: AGNHOST_IMAGE,
        imagePullPolicy: 'IfNotPresent',
        resources: { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '64Mi' } },
        ...container,
      })),
    },
  };
}
