import { stringify } from 'yaml';
import { AUDIT_LOG_FOLDER, CONTROL_PLANE_FOLDER, FILE_ARGUMENTS } from '../nodes/control-plane-files.ts';
import type { Engine } from '../engine/docker.ts';
import { ETCD_FOLDER } from '../node-image/etcd-folder.ts';
import { KUBEADM_VERSIONS, type KubeadmVersion } from '../nodes/kubeadm-versions.ts';
import { kubeletConfiguration } from '../nodes/kubelet-configuration.ts';
import { SERVING_PAIR } from '../node-image/serving-pair.ts';
import type { Profile, ProfileMember, ProfileNode, Taint } from './profile.ts';

/** What the compiled configuration depends on besides the profile. */
export interface KindConfigurationInput {
  profile: Profile;
  /** Which of the profile's clusters; the only one unless told. */
  member?: ProfileMember;
  /** The Docker engine, not this machine: the two differ with a remote engine or a virtual machine. */
  engine: Pick<Engine, 'cgroupVersion' | 'cpus' | 'memoryBytes'>;
  /** kubeadm bootstrap token of this cluster alone, `[a-z0-9]{6}.[a-z0-9]{16}`. */
  bootstrapToken: string;
  /** Folder on the engine's machine with the file `admission.yaml` and the profile's other files. */
  admissionFolder: string;
  /** Folder on the engine's machine with time zone data, where it has one. */
  zoneinfoFolder?: string | undefined;
  /** Whether the node image brings the data of an unused cluster. */
  fromSnapshot?: boolean;
}

/** Where Go programs look for time zones. */
const ZONEINFO = '/usr/share/zoneinfo';

/**
 * Compiles a profile to the text of a kind configuration file (https://kind.sigs.k8s.io/docs/user/configuration/).
 */
export function kindConfiguration(input: KindConfigurationInput): string {
  const { profile, member = {}, fromSnapshot = false } = input;
  const networking = { ...member.networking, ...(fromSnapshot && { disableDefaultCNI: true }) };
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    ...(Object.keys(networking).length > 0 && { networking }),
    nodes: profile.nodes.map((node) => kindNode(node, input)),
    kubeadmConfigPatches: [
      // A learner's own come first: what is said twice is said last by us.
      ...(profile.patches ?? []),
      { ...kubeletConfiguration(profile, input.engine), ...(fromSnapshot && KUBELET_PAIR) },
      ...KUBEADM_VERSIONS.flatMap((version) => kubeadmPatches(version, input)),
    ].map((patch) => stringify(patch)),
  });
}

function kindNode(
  { role, labels, taints, checked = {} }: ProfileNode,
  { admissionFolder, zoneinfoFolder }: KindConfigurationInput,
): object {
  const mounts =
    role === 'worker'
      ? []
      : [
          { hostPath: admissionFolder, containerPath: CONTROL_PLANE_FOLDER, readOnly: true },
          ...(zoneinfoFolder === undefined
            ? []
            : [{ hostPath: zoneinfoFolder, containerPath: ZONEINFO, readOnly: true }]),
        ];

  const learners = (checked['extraMounts'] ?? []) as readonly object[];
  return {
    role,
    ...checked,
    ...(labels && { labels }),
    ...(mounts.length + learners.length > 0 && { extraMounts: [...mounts, ...learners] }),
    ...(taints && { kubeadmConfigPatches: taintPatches(taints) }),
  };
}

/** kind has a field for labels and none for taints. */
function taintPatches(taints: readonly Taint[]): string[] {
  return KUBEADM_VERSIONS.map(({ version }) =>
    stringify({
      apiVersion: `kubeadm.k8s.io/${version}`,
      kind: 'JoinConfiguration',
      nodeRegistration: { taints },
    }),
  );
}

/**
 * The controller manager asks the API server some two hundred things before its last controller runs, and by default
 * twenty in a second (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/).
 */
const QUICK_CLIENT = { 'kube-api-qps': '200', 'kube-api-burst': '400' };

/**
 * etcd answers gRPC through its HTTP server as long as both share a port, which costs it a tenth of its processor time
 * (https://github.com/etcd-io/etcd/issues/15402). What etcd knows it as comes with Kubernetes 1.31 at the latest.
 */
const OWN_HTTP_PORT = { 'listen-client-http-urls': 'https://127.0.0.1:2382' };

/** Of the only node there is: workers have no such pair. */
const KUBELET_PAIR = { tlsCertFile: SERVING_PAIR.certificate, tlsPrivateKeyFile: SERVING_PAIR.key };

const SERVE_WITH_PAIR = {
  'tls-cert-file': SERVING_PAIR.certificate,
  'tls-private-key-file': SERVING_PAIR.key,
};

/** What kubeadm writes into the API server, and a snapshot brings. Nobody joins, so there is no token either. */
const DONE_BEFORE = ['upload-config', 'upload-certs', 'bootstrap-token', 'addon'];

function kubeadmPatches(
  { version, write }: KubeadmVersion,
  { profile, bootstrapToken: token, zoneinfoFolder, fromSnapshot = false }: KindConfigurationInput,
): object[] {
  const files = profile.controlPlaneFiles;
  const admission = hostFolder('saiten-admission', CONTROL_PLANE_FOLDER);

  const auditLog = files.includes('audit')
    ? [{ ...hostFolder('saiten-audit', AUDIT_LOG_FOLDER), readOnly: false, pathType: 'DirectoryOrCreate' }]
    : [];

  // Kubernetes' own builds carry the time zones of CronJobs inside; node images built otherwise may not.
  const zoneinfo = zoneinfoFolder === undefined ? [] : [hostFolder('saiten-zoneinfo', ZONEINFO)];
  const apiVersion = `kubeadm.k8s.io/${version}`;
  const newer = version === 'v1beta4';
  const collector = newer && { extraEnvs: [{ name: 'GOGC', value: '200' }] };
  const alone = { 'leader-elect': 'false', ...QUICK_CLIENT, ...(fromSnapshot && SERVE_WITH_PAIR) };
  const isAlone = profile.nodes.filter(({ role }) => role === 'control-plane').length === 1;
  return [
    {
      apiVersion,
      kind: 'ClusterConfiguration',
      // A dozen RSA keys cost two seconds of the processor; kubeadm makes others since v1beta4
      // (https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/).
      ...(newer && { encryptionAlgorithm: 'ECDSA-P256' }),
      apiServer: {
        extraArgs: write({
          'admission-control-config-file': `${CONTROL_PLANE_FOLDER}/admission.yaml`,
          ...Object.fromEntries(files.flatMap((file) => Object.entries(FILE_ARGUMENTS[file]))),
        }),
        extraVolumes: [admission, ...auditLog, ...zoneinfo],
        ...collector,
      },
      // Nothing need reach a disk. An etcd without a second member waits out an election before it answers, and the API server, refused, asks again
      // only after a second.
      etcd: {
        local: {
          dataDir: ETCD_FOLDER,
          extraArgs: write({
            'unsafe-no-fsync': 'true',
            ...(isAlone && { 'heartbeat-interval': '10', 'election-timeout': '100' }),
            ...(newer && OWN_HTTP_PORT),
          }),
          ...collector,
        },
      },
      controllerManager: {
        // The second is kind's own: releases up to 0.32 replace a list instead of adding to it.
        extraArgs: write({ 'enable-hostpath-provisioner': 'true', ...alone }),
        ...collector,
        ...(zoneinfo.length > 0 && { extraVolumes: zoneinfo }),
      },
      // kubeadm shows the controller manager this folder, and the scheduler none.
      scheduler: { extraArgs: write(alone), ...(fromSnapshot && { extraVolumes: PAIR_VOLUMES }) },
    },
    // kind's own token is a constant known to everybody: whoever reaches the API server could join as a node
    // (https://github.com/kubernetes-sigs/kind/blob/main/pkg/cluster/internal/kubeadm/const.go).
    {
      apiVersion,
      kind: 'InitConfiguration',
      bootstrapTokens: [{ token, ttl: '1h0m0s' }],
      // The first is kind's own: a patch replaces the list.
      skipPhases: [
        'preflight',
        // Older ones do not ask again when the API server does not answer yet.
        ...profile.skippedPhases.filter((phase) => newer || phase !== 'wait-control-plane'),
        ...(fromSnapshot ? DONE_BEFORE : []),
      ],
      ...(newer && { timeouts: { kubernetesAPICall: '4m0s' } }),
    },
    { apiVersion, kind: 'JoinConfiguration', discovery: { bootstrapToken: { token } } },
  ];
}

const PAIR_VOLUMES = Object.entries(SERVING_PAIR).map(([name, path]) => ({
  ...hostFolder(`saiten-serving-${name}`, path),
  pathType: 'File',
}));

/** A folder of the node in a control plane's pod, under the same path and read-only. */
function hostFolder(name: string, path: string): Record<string, unknown> {
  return { name, hostPath: path, mountPath: path, readOnly: true, pathType: 'Directory' };
}
