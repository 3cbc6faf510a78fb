import { containerPaths, podSpecPath } from './pod-spec-path.ts';
import { valueAt } from '../value-at.ts';

/** A field that Pod Security's `baseline` forbids. */
export interface PodSecurityProblem {
  path: readonly (string | number)[];
  /** The field as it is written in a manifest, e.g. `hostNetwork`. */
  field: string;
  found: string;
  allowed: string;
}

type Path = readonly (string | number)[];

const CAPABILITIES = new Set(
  (
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID ' +
    'SYS_CHROOT'
  ).split(' '),
);

const SYSCTLS = new Set(
  (
    'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start ' +
    'net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_local_reserved_ports ' +
    'net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl ' +
    'net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem'
  ).split(' '),
);

const HOST_HOLDERS = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]),
  ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook]),
].flatMap((holder) => ['httpGet', 'tcpSocket'].map((action) => [...holder, action]));

/**
 * What of an object breaks Pod Security's `baseline`. The API server enforces the level as well; this pass says it
 * earlier and with a line. Rules: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
export function podSecurityProblems(kind: string, value: unknown): PodSecurityProblem[] {
  const spec = podSpecPath(kind);
  if (spec === undefined) return [];
  const containers = containerPaths(value, spec);
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
      forbid(value, [...spec, field], (found) => found === true, 'false'),
    ),
    ...listPaths(value, [...spec, 'volumes']).flatMap((volume) =>
      forbid(
        value,
        [...volume, 'hostPath'],
        (found) => found != null,
        'emptyDir, configMap, secret, persistentVolumeClaim, …',
      ),
    ),
    ...listPaths(value, [...spec, 'securityContext', 'sysctls']).flatMap((sysctl) =>
      forbid(
        value,
        [...sysctl, 'name'],
        (found) => typeof found !== 'string' || !SYSCTLS.has(found),
        'net.ipv4.ping_group_range, …',
      ),
    ),
    ...[spec, ...containers].flatMap((holder) => profileProblems(value, [...holder, 'securityContext'])),
    ...[spec, ...containers].flatMap((holder) =>
      forbid(
        value,
        [...holder, 'securityContext', 'windowsOptions', 'hostProcess'],
        (found) => found === true,
        'false',
      ),
    ),
    ...containers.flatMap((container) => containerProblems(value, container)),
  ];
}

function profileProblems(value: unknown, context: Path): PodSecurityProblem[] {
  return ['seccompProfile', 'appArmorProfile'].flatMap((profile) =>
    forbid(value, [...context, profile, 'type'], (found) => found === 'Unconfined', 'RuntimeDefault'),
  );
}

function containerProblems(value: unknown, container: Path): PodSecurityProblem[] {
  const context = [...container, 'securityContext'];
  return [
    ...forbid(value, [...context, 'privileged'], (found) => found === true, 'false'),
    ...forbid(value, [...context, 'procMount'], (found) => found != null && found !== 'Default', 'Default'),
    ...listPaths(value, [...context, 'capabilities', 'add']).flatMap((added) =>
      forbid(
        value,
        added,
        (found) => typeof found !== 'string' || !CAPABILITIES.has(found),
        'NET_BIND_SERVICE, CHOWN, …',
      ),
    ),
    ...listPaths(value, [...container, 'ports']).flatMap((port) =>
      forbid(value, [...port, 'hostPort'], (found) => found != null && found !== 0, '-'),
    ),
    // The kubelet itself connects for these, from the node's network.
    ...HOST_HOLDERS.flatMap((holder) =>
      forbid(value, [...container, ...holder, 'host'], (found) => found != null && found !== '', '-'),
    ),
  ];
}

function listPaths(value: unknown, path: Path): Path[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.map((_, i) => [...path, i]) : [];
}

function forbid(
  value: unknown,
  path: Path,
  isForbidden: (found: unknown) => boolean,
  allowed: string,
): PodSecurityProblem[] {
  const found = valueAt(value, path);
  if (found === undefined || !isForbidden(found)) return [];
  const field = String(path.findLast((step) => typeof step === 'string'));
  return [{ path, field, found: JSON.stringify(found).slice(0, 200), allowed }];
}
