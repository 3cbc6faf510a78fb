import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import Type from 'typebox';
import Value from 'typebox/value';
import type { ClusterRequest, GradingSpace } from '../domain/cluster.ts';
import { connectAdministrator, type Administrator } from './administrator.ts';
import type { Clock } from './clock.ts';
import { clusterFolder, createClusterFolder } from './cluster-folder.ts';
import { KIND_CLUSTER_LABEL, ownershipLabels } from './cluster-labels.ts';
import type { Docker } from './docker.ts';
import { extractKubectl } from './extract-kubectl.ts';
import type { Kind } from './kind.ts';
import { kindConfiguration } from './kind-configuration.ts';
import { ensureNodeImage } from './node-image.ts';
import { prepareCluster } from './prepare-cluster.ts';
import { startProcessEnders } from './process-ender.ts';
import type { Profile } from './profile.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const ZONEINFO_FOLDER = '/usr/share/zoneinfo';

export const CREATE_PHASES = ['engine', 'image', 'network', 'kind', 'ready', 'prepare', 'tools'] as const;
export type CreatePhase = (typeof CREATE_PHASES)[number];

export interface CreateClusterOptions {
  docker: Docker;
  kind: Kind;
  clock: Clock;
  prefix: string;
  workerId: string;
  dataFolder: string;
  nodeImage: string;
  profile: Profile;
  /** Milliseconds the cluster may exist. */
  lifetimeMs: number;
  createTimeoutMs: number;
  /** kubeadm's form: `[a-z0-9]{6}.[a-z0-9]{16}`. */
  bootstrapToken: string;
  /** Opens the space of the first run, while the nodes are still on their way. */
  openSpace(administrator: Administrator): Promise<GradingSpace>;
  onPhase(phase: CreatePhase, durationMs: number): void;
}

export interface CreatedCluster {
  space: GradingSpace;
  administrator: (signal: AbortSignal) => Administrator;
  controlPlane: string;
  /** Ids of the node containers. */
  nodes: readonly string[];
  kubernetesVersion: string;
  kubectlPath: string;
}

const READY_TIMEOUT = 90_000;
const Version = Type.Object({ gitVersion: Type.String({ minLength: 1 }) });

/** Brings up one prepared cluster. Whatever fails leaves parts behind: the caller destroys by name. */
export async function createCluster(
  request: ClusterRequest,
  options: CreateClusterOptions,
): Promise<CreatedCluster> {
  const { name, signal, tools } = request;
  const { docker, kind, clock, profile } = options;
  const phase = async <T>(phase: CreatePhase, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    const start = clock.now();
    const result = await work();
    options.onPhase(phase, clock.now() - start);
    return result;
  };

  const engine = await phase('engine', () => docker.engine(signal));
  const imageId = await phase('image', () => ensureNodeImage(docker, options.nodeImage, signal));
  const folder = clusterFolder(options.dataFolder, name);
  await phase('network', async () => {
    await createClusterFolder(folder);
    await docker.createNetwork(name, networkLabels(name, options), signal);
  });
  await phase('kind', () =>
    kind.createCluster({
      name,
      image: options.nodeImage,
      configuration: kindConfiguration({
        profile,
        cgroupVersion: engine.cgroupVersion,
        bootstrapToken: options.bootstrapToken,
        admissionFolder: folder.admissionFolder,
        zoneinfoFolder: existsSync(ZONEINFO_FOLDER) ? ZONEINFO_FOLDER : undefined,
      }),
      kubeconfigFile: folder.kubeconfigFile,
      network: name,
      timeoutMs: options.createTimeoutMs,
      signal,
    }),
  );

  // Read once, before anything of a learner's runs: a node taken over could hand out another one.
  const kubeconfig = await readFile(folder.kubeconfigFile, 'utf8');
  const administrator = connectAdministrator(kubeconfig, signal);
  const controlPlane = `${name}-control-plane`;
  const [kubectlPath, nodes, , { kubernetesVersion, space }] = await Promise.all([
    extractKubectl({ docker, dataFolder: options.dataFolder, imageId, container: controlPlane, signal }),
    docker.containerIds(`${KIND_CLUSTER_LABEL}=${name}`),
    phase('ready', () =>
      waitUntilReady(administrator, {
        clock,
        signal,
        nodes: 1 + profile.workers,
        timeoutMs: READY_TIMEOUT,
      }),
    ),
    // Needs the API server alone, which kind has waited for.
    phase('prepare', async () => {
      await prepareCluster(administrator, options.bootstrapToken);
      const [{ text }, space] = await Promise.all([
        administrator.get('/version'),
        options.openSpace(administrator),
      ]);
      return { kubernetesVersion: Value.Parse(Version, JSON.parse(text)).gitVersion, space };
    }),
  ]);
  if (tools.includes('end-container'))
    await phase('tools', () => startProcessEnders(administrator, { clock, signal }));
  return {
    administrator: (own) => connectAdministrator(kubeconfig, own),
    controlPlane,
    nodes,
    kubernetesVersion,
    kubectlPath,
    space,
  };
}

function networkLabels(cluster: string, options: CreateClusterOptions): Record<string, string> {
  const createdAt = new Date(options.clock.now());
  return ownershipLabels({
    prefix: options.prefix,
    cluster,
    profile: options.profile.name,
    worker: options.workerId,
    createdAt,
    deadline: new Date(createdAt.getTime() + options.lifetimeMs),
  });
}
