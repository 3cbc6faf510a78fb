import { existsSync } from 'node:fs';
import Type from 'typebox';
import Value from 'typebox/value';
import type { ClusterRequest, Sandbox } from '../../domain/clusters/cluster.ts';
import { connectAdministrator, type Administrator } from '../sandbox/administrator.ts';
import { runAll } from '../run-all.ts';
import { checkProfile } from './profiles/check-profile.ts';
import type { Clock } from '../clock.ts';
import { clusterFolder, createClusterFolder } from './cluster-folder.ts';
import { KIND_CLUSTER_LABEL } from './cluster-labels.ts';
import { clusterBridge } from './cluster-hash.ts';
import { memberName } from './cluster-members.ts';
import { controlPlaneFiles } from './nodes/control-plane-files.ts';
import type { Docker, Engine } from './engine/docker.ts';
import { enforcePolicies } from '../sandbox/enforce-policies.ts';
import { extractKubectl } from './nodes/extract-kubectl.ts';
import type { Kind } from './kind.ts';
import { kindConfiguration } from './profiles/kind-configuration.ts';
import { limitNodes } from './nodes/limit-nodes.ts';
import type { NetworkIsolation } from './isolation/network-isolation.ts';
import { ensureNodeImage } from './node-image/node-image.ts';
import { nodeOf } from './nodes/node-of.ts';
import { prepareCluster } from '../sandbox/prepare-cluster.ts';
import type { Profile } from './profiles/profile.ts';
import { kubeconfigDuringBoot, connectDuringBoot } from './node-image/connect-during-boot.ts';
import { removeToken } from '../sandbox/remove-token.ts';
import { runBoth } from '../run-both.ts';
import { waitUntilReady } from '../sandbox/wait-until-ready.ts';
import { ZONEINFO_FOLDER } from './nodes/zoneinfo-folder.ts';

export const CREATE_PHASES = ['engine', 'image', 'network', 'kind', 'ready', 'prepare'] as const;
export type CreatePhase = (typeof CREATE_PHASES)[number];

export interface CreateClusterOptions {
  docker: Docker;
  kind: Pick<Kind, 'createCluster'>;
  clock: Clock;
  dataFolder: string;
  nodeImage: string;
  /** What nodes are made from in place of the given image. */
  startingImage(imageId: string, engine: Engine, signal: AbortSignal): Promise<StartingImage>;
  profile: Profile;
  /** Labels of its network: whose it is, and for how long. */
  networkLabels(): Readonly<Record<string, string>>;
  createTimeoutMs: number;
  /** kubeadm's form: `[a-z0-9]{6}.[a-z0-9]{16}`. */
  bootstrapToken: string;
  /** 32 bytes, for profiles that encrypt at rest. */
  encryptionKey: Uint8Array;
  /** Opens the sandbox of the first run, while the nodes are still on their way. */
  openSandbox(administrator: Administrator): Promise<Sandbox>;
  /** Left out: the network stays open. */
  isolation?: Pick<NetworkIsolation, 'close'> | undefined;
  onPhase(phase: CreatePhase, durationMs: number): void;
}

/** An image for nodes, by name, and whether it brings the data of an unused cluster. */
export interface StartingImage {
  image: string;
  fromSnapshot: boolean;
}

export interface CreatedCluster {
  sandbox: Sandbox;
  administrator: (signal: AbortSignal) => Administrator;
  /** Name that kind knows it by. */
  kindName: string;
  controlPlane: string;
  /** Ids of the node containers. */
  nodes: readonly string[];
  /** Of the image that was asked for, not of what was made from it. */
  nodeImageId: string;
  kubernetesVersion: string;
  kubectlPath: string;
}

const READY_TIMEOUT = 90_000;
const Version = Type.Object({ gitVersion: Type.String({ minLength: 1 }) });

/**
 * Brings up a prepared cluster; of a profile with two, both, in the profile's order. Whatever fails leaves parts
 * behind: the caller destroys by name.
 */
export async function createCluster(
  request: ClusterRequest,
  options: CreateClusterOptions,
): Promise<CreatedCluster[]> {
  const { name, signal } = request;
  const { docker, kind, clock, profile, bootstrapToken } = options;

  const phase = async <T>(phase: CreatePhase, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    const start = clock.now();
    const result = await work();
    options.onPhase(phase, clock.now() - start);
    return result;
  };

  const engine = await phase('engine', () => docker.engine(signal));
  checkProfile(profile, engine);

  const { imageId, image, fromSnapshot } = await phase('image', async () => {
    const id = await ensureNodeImage(docker, options.nodeImage, signal);
    return { imageId: id, ...(await options.startingImage(id, engine, signal)) };
  });

  const folder = clusterFolder(options.dataFolder, name);

  await phase('network', async () => {
    const { controlPlaneFiles: given = new Map<string, string>() } = request;
    const files = controlPlaneFiles(profile.controlPlaneFiles, given, options.encryptionKey);
    await createClusterFolder(folder, files, profile.mountedFolders);
    await docker.createNetwork(name, options.networkLabels(), clusterBridge(name), signal);
    await options.isolation?.close(name, options.nodeImage);
  });

  const members = profile.members.map((member) => ({
    member,
    kindName: memberName(name, member),
    kubeconfigFile: memberName(folder.kubeconfigFile, member),
  }));

  const create = (within: AbortSignal) =>
    phase('kind', () =>
      runAll(members, ({ member, kindName, kubeconfigFile }) =>
        kind.createCluster({
          name: kindName,
          image,
          configuration: kindConfiguration({
            profile,
            member,
            engine,
            bootstrapToken,
            fromSnapshot,
            admissionFolder: folder.admissionFolder,
            zoneinfoFolder: existsSync(ZONEINFO_FOLDER) ? ZONEINFO_FOLDER : undefined,
          }),
          kubeconfigFile,
          network: name,
          ...(fromSnapshot && { own: [folder.admissionFolder, bootstrapToken] }),
          timeoutMs: options.createTimeoutMs,
          signal: within,
        }),
      ),
    );

  // When the API server answers, kind and kubeadm still have two seconds of work.
  const prepareAhead = (within: AbortSignal) =>
    runAll(members, async ({ kindName }) => {
      // Read once, before anything of a learner's runs: a node taken over could hand out another one.
      const kubeconfig = await kubeconfigDuringBoot({
        ...{ docker, clock, name: kindName, signal: within },
        controlPlanes: profile.nodes.filter(({ role }) => role === 'control-plane').length,
      });

      const connect = connectAdministrator(kubeconfig);
      const controlPlane = nodeOf(kindName);
      const nodes = profile.nodes.length;

      const [administrator, kubectlPath, ids] = await Promise.all([
        connectDuringBoot(connect, { clock, nodes, signal: within }),
        extractKubectl({
          docker,
          dataFolder: options.dataFolder,
          imageId,
          container: controlPlane,
          signal: within,
        }),
        limit(kindName, within),
      ]);

      const [prepared] = await Promise.all([
        phase('prepare', () => prepare(administrator, options)),
        enforcePolicies(administrator, { clock, signal: within }),
      ]);

      return { connect, administrator, kindName, controlPlane, kubectlPath, nodes: ids, ...prepared };
    });

  const limit = async (kindName: string, within: AbortSignal): Promise<string[]> => {
    const ids = await docker.containerIds(`${KIND_CLUSTER_LABEL}=${kindName}`);
    await limitNodes(docker, ids, { limits: profile.limits, engine, signal: within });
    return ids;
  };

  const [, connected] = await runBoth(signal, create, prepareAhead);
  const ready = { clock, signal, nodes: profile.nodes.length, timeoutMs: READY_TIMEOUT };

  await Promise.all([
    phase('ready', () => runAll(connected, ({ administrator }) => waitUntilReady(administrator, ready))),
    // kubeadm has made it by now: not earlier.
    fromSnapshot
      ? undefined
      : runAll(connected, ({ administrator }) => removeToken(administrator, bootstrapToken)),
  ]);

  return connected.map(({ connect, administrator: _, ...cluster }) => ({
    ...cluster,
    administrator: connect,
    nodeImageId: imageId,
  }));
}

/** Brings what every cluster gets, and opens its first sandbox. */
async function prepare(
  administrator: Administrator,
  { openSandbox }: Pick<CreateClusterOptions, 'openSandbox'>,
): Promise<Pick<CreatedCluster, 'kubernetesVersion' | 'sandbox'>> {
  await prepareCluster(administrator);
  const [{ text }, sandbox] = await Promise.all([administrator.get('/version'), openSandbox(administrator)]);
  return { kubernetesVersion: Value.Parse(Version, JSON.parse(text)).gitVersion, sandbox };
}
