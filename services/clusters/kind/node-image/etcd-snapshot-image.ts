import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../../../domain/failure.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { Docker, Engine } from '../engine/docker.ts';
import { ETCD_FOLDER } from './etcd-folder.ts';
import type { Kind } from '../kind.ts';
import type { Manifest } from '../../sandbox/manifest.ts';
import { nodeOf } from '../nodes/node-of.ts';
import { snapshotSource } from './snapshot-source.ts';
import { programOutput } from '../engine/program-output.ts';
import { tarArchive } from '../engine/tar-archive.ts';

/** Repository of the images that are made here: never node images to choose from. */
export const SNAPSHOT_REPOSITORY = 'saiten-node-snapshot';

const MINUTES_2 = 120_000;
const MINUTES_5 = 300_000;

/**
 * Takes out of an unused cluster all that is of this one cluster: its node, its address, what was signed or is secret.
 * Prints the rest, etcd's folder, as an archive in base64. Nothing may bring anything back meanwhile: the kubelet and
 * the controllers go first. Whatever still names the node ends it. Node images need not hold `pkill`.
 */
const TAKE = `set -e
running() { for each in /proc/[0-9]*; do test "$(cat "$each/comm" 2> /dev/null)" != "$1" || echo "\${each#/proc/}"; done; }
export KUBECONFIG=/etc/kubernetes/admin.conf
node=$(hostname)
# On one node a second DNS server only costs its start.
kubectl scale deployments --namespace kube-system --selector k8s-app=kube-dns --replicas 1 >&2
replicas() { kubectl get replicasets --namespace kube-system --selector k8s-app=kube-dns --output 'jsonpath={.items[*].spec.replicas}'; }
until test "$(replicas)" = 1; do sleep 0.2; done
address=$(hostname -i | cut -d' ' -f1)
{
  systemctl stop kubelet
  kill -KILL $(running kube-controller) $(running kube-scheduler)
  for each in configmaps daemonsets.apps; do
    kubectl get "$each" --namespace kube-system --output yaml > /tmp/saiten-found
    sed "s#$node#127.0.0.1#g" /tmp/saiten-found > /tmp/saiten-wanted
    cmp -s /tmp/saiten-found /tmp/saiten-wanted || kubectl replace --filename /tmp/saiten-wanted
  done
  kubectl delete pods --all --all-namespaces --force --grace-period 0 --wait=false
  kubectl delete nodes,csinodes,certificatesigningrequests --all --wait=false
  kubectl delete secrets,endpoints,endpointslices,leases,events --all --all-namespaces --wait=false
  kubectl delete configmaps --all-namespaces --field-selector metadata.name=kube-root-ca.crt --wait=false
  kubectl delete configmaps --namespace kube-system --ignore-not-found extension-apiserver-authentication kubeadm-config kubelet-config
  kubectl delete configmaps --namespace kube-public --ignore-not-found cluster-info
  kinds=$(kubectl api-resources --verbs list --output name | grep -vE '^(events|leases)\\b' | paste -s -d ,)
  kubectl get "$kinds" --all-namespaces --output yaml --ignore-not-found > /tmp/saiten-left
  if grep -F -e "$node" -e "$address" /tmp/saiten-left; then exit 1; fi
  kill -KILL $(running kube-apiserver)
  kill -TERM $(running etcd)
  while test -n "$(running etcd)"; do sleep 0.2; done
  mkdir /tmp/saiten-snapshot
  cp -a --sparse=always ${ETCD_FOLDER} /tmp/saiten-snapshot/
} >&2
tar -C /tmp/saiten-snapshot -czS etcd | base64`;

/** Puts the folder where kind mounts an empty tmpfs, before the kubelet can start etcd. */
const UNIT = `[Unit]
Description=Data of an unused cluster for etcd
DefaultDependencies=no
After=local-fs.target systemd-tmpfiles-setup.service
Before=kubelet.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'base64 -d /saiten/etcd.base64 | tar -C ${dirname(ETCD_FOLDER)} -xz'

[Install]
WantedBy=multi-user.target
`;

/** They look for disks, swap and scripts of another time. Links to /dev/null hide them, see systemd.generator(7). */
const NO_GENERATORS = `mkdir -p /etc/systemd/system-generators
for each in cryptsetup debug getty gpt-auto hibernate-resume integritysetup rc-local run system-update sysv veritysetup; do
  ln -sf /dev/null /etc/systemd/system-generators/systemd-$each-generator
done`;

/** What kind runs in a node ends within a moment; systemd gives services nothing of this. */
const BRIEF = 'GOGC=off GOMEMLIMIT=256MiB';

const dockerfile = (image: string): string => `FROM ${image}
ENV ${BRIEF}
RUN ${JSON.stringify(['/bin/sh', '-c', NO_GENERATORS])}
COPY etcd.base64 /saiten/etcd.base64
COPY saiten-etcd.service /etc/systemd/system/saiten-etcd.service
RUN systemctl enable saiten-etcd.service
`;

export interface EtcdSnapshotImageOptions {
  docker: Pick<Docker, 'imageId' | 'build' | 'exec'>;
  kind: Pick<Kind, 'version' | 'createCluster'>;
  engine: Pick<Engine, 'cgroupVersion'>;
  /** Image to start from, by name. */
  image: string;
  /** Id of the node image that it is or was made from. */
  imageId: string;
  /** Name of a cluster that is made for this, and removed. */
  cluster: string;
  /** Makes its network and its folder. */
  prepare(): Promise<{ kubeconfigFile: string }>;
  /** What all clusters get beside kind's own objects. */
  manifests: readonly Manifest[];
  /** Brings the manifests into the cluster of that kubeconfig. */
  apply(kubeconfig: string): Promise<void>;
  destroy(): Promise<void>;
  /** Milliseconds that kind may take. */
  timeoutMs: number;
  logger: Pick<Logger, 'info'>;
  signal: AbortSignal;
}

/**
 * Name of an image like the given one whose nodes start with the data of a cluster that kind has made before: the API
 * server need not make its roles, nor kubeadm and kind their objects. Made the first time, with a cluster that nobody
 * else ever reaches; undefined where that does not work. Keys and certificates are not in it: each cluster has its own.
 */
export async function etcdSnapshotImage(options: EtcdSnapshotImageOptions): Promise<string | undefined> {
  const { docker, kind, image, imageId, logger, signal } = options;
  const configuration = snapshotSource(options.engine);

  try {
    const identity = [
      imageId,
      image,
      configuration,
      await kind.version(signal),
      options.manifests,
      TAKE,
      UNIT,
      dockerfile(image),
    ];

    const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
    const snapshot = `${SNAPSHOT_REPOSITORY}:${hash.slice(0, 16)}`;
    if ((await docker.imageId(snapshot, signal)) === undefined) await make(snapshot, configuration, options);
    return snapshot;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure && error.code === 'engine-unreachable') throw error;
    const found = error instanceof Error ? error.message : String(error);
    logger.info({ image, found }, 'clusters start from nothing: no data of an unused one to start from');
    return undefined;
  }
}

async function make(
  snapshot: string,
  configuration: string,
  options: EtcdSnapshotImageOptions,
): Promise<void> {
  const { docker, kind, image, cluster, signal } = options;

  try {
    const { kubeconfigFile } = await options.prepare();
    const creation = { name: cluster, network: cluster, image, configuration, kubeconfigFile };
    await kind.createCluster({ ...creation, timeoutMs: options.timeoutMs, signal });
    await options.apply(await readFile(kubeconfigFile, 'utf8'));

    const taken = await docker.exec({
      ...{ container: nodeOf(cluster), command: ['/bin/sh', '-c', TAKE] },
      ...{ timeoutMs: MINUTES_2, signal },
    });

    if (taken.exitCode !== 0) throw new Error(programOutput(taken));

    const context = await tarArchive(
      new Map([
        ['Dockerfile', dockerfile(image)],
        ['etcd.base64', taken.stdout],
        ['saiten-etcd.service', UNIT],
      ]),
    );

    const built = await docker.build(snapshot, context, { timeoutMs: MINUTES_5, signal });
    if (built.exitCode !== 0) throw new Error(programOutput(built));
  } finally {
    await options.destroy();
  }
}
