import type { AbuseCase, Refused } from './abuse-case.ts';
import { deployment, hostVolume, job, object, pod, podSpec } from './manifests.ts';

const podSecurity = (rule: string): Refused => ({
  by: 'reading',
  message: 'pod-security-refused',
  rule,
  behind: 'violates PodSecurity "baseline',
});

const template = (rule: string): Refused => ({ by: 'reading', message: 'pod-security-refused', rule });

const notPermitted = (resource: string): Refused => ({
  by: 'api-server',
  message: 'apply-not-permitted',
  rule: resource,
});

const outside = (rule: string): Refused => ({
  by: 'reading',
  message: 'external-address-refused',
  rule,
  behind: 'saiten-external-address',
});

export const HOST_ACCESS: readonly AbuseCase[] = [
  {
    id: 'host-root',
    class: 'host access',
    does: "mounts the node's root",
    manifests: [pod('a', { volumes: hostVolume('/') })],
    expected: podSecurity('hostPath'),
  },
  {
    id: 'docker-socket',
    class: 'host access',
    does: "mounts the engine's socket in a Deployment",
    manifests: [deployment('a', podSpec({ volumes: hostVolume('/var/run/docker.sock') }))],
    expected: template('docker.sock'),
  },
  {
    id: 'kubelet-keys',
    class: 'host access',
    does: "mounts the cluster's keys in a Job",
    manifests: [job('a', podSpec({ volumes: hostVolume('/etc/kubernetes/pki') }))],
    expected: template('/etc/kubernetes/pki'),
  },
  {
    id: 'host-network',
    class: 'host access',
    does: "joins the node's network",
    manifests: [pod('a', { hostNetwork: true })],
    expected: podSecurity('hostNetwork'),
  },
  {
    id: 'host-processes',
    class: 'host access',
    does: "sees the node's processes",
    manifests: [pod('a', { hostPID: true })],
    expected: podSecurity('hostPID'),
  },
  {
    id: 'host-memory',
    class: 'host access',
    does: "shares the node's memory segments",
    manifests: [pod('a', { hostIPC: true })],
    expected: podSecurity('hostIPC'),
  },
  {
    id: 'host-port',
    class: 'host access',
    does: 'listens on a port of the node',
    manifests: [pod('a', {}, { ports: [{ containerPort: 10250, hostPort: 10250 }] })],
    expected: podSecurity('hostPort'),
  },
  {
    id: 'probe-node',
    class: 'host access',
    does: "has the kubelet ask the node's own services",
    manifests: [pod('a', {}, { livenessProbe: { httpGet: { host: '127.0.0.1', port: 10248 } } })],
    expected: podSecurity('127.0.0.1'),
  },
  {
    id: 'hook-metadata',
    class: 'host access',
    does: 'has the kubelet ask the metadata address of a cloud',
    manifests: [
      pod(
        'a',
        {},
        { lifecycle: { postStart: { httpGet: { host: '169.254.169.254', port: 80, path: '/latest' } } } },
      ),
    ],
    expected: podSecurity('169.254.169.254'),
  },
  {
    id: 'host-path-volume',
    class: 'host access',
    does: 'reaches a folder of the node through a persistent volume',
    manifests: [
      object('v1', 'PersistentVolume', 'a', {
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          hostPath: { path: '/etc/kubernetes' },
        },
      }),
    ],
    expected: notPermitted('persistentvolumes'),
  },
  {
    id: 'own-storage-class',
    class: 'host access',
    does: 'makes a storage class for a provisioner of its choice',
    manifests: [object('storage.k8s.io/v1', 'StorageClass', 'a', { provisioner: 'kubernetes.io/host-path' })],
    expected: notPermitted('storageclasses'),
  },
  {
    id: 'service-external-ip',
    class: 'host access',
    does: 'takes over traffic to an address outside',
    manifests: [
      object('v1', 'Service', 'a', { spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.9'] } }),
    ],
    expected: outside('192.0.2.9'),
  },
  {
    id: 'service-external-name',
    class: 'host access',
    does: 'names the metadata service of a cloud',
    manifests: [
      object('v1', 'Service', 'a', {
        spec: { type: 'ExternalName', externalName: 'metadata.google.internal' },
      }),
    ],
    expected: outside('metadata.google.internal'),
  },
  {
    id: 'endpoints-to-metadata',
    class: 'host access',
    does: 'points a Service to the metadata address through Endpoints',
    manifests: [
      object('v1', 'Endpoints', 'a', {
        subsets: [{ addresses: [{ ip: '192.0.2.9' }], ports: [{ port: 80 }] }],
      }),
    ],
    expected: notPermitted('endpoints'),
  },
  {
    id: 'endpoint-slice-to-host',
    class: 'host access',
    does: 'points a Service to the machine through an EndpointSlice',
    manifests: [
      object('discovery.k8s.io/v1', 'EndpointSlice', 'a', {
        addressType: 'IPv4',
        endpoints: [{ addresses: ['172.17.0.1'] }],
        ports: [{ port: 5432 }],
      }),
    ],
    expected: notPermitted('endpointslices'),
  },
];
