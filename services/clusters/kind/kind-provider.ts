import { existsSync } from 'node:fs';
import type { Cluster, ClusterProvider, ClusterRequest, Sandbox } from '../../domain/clusters/cluster.ts';
import { Failure } from '../../domain/failure.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Administrator } from '../sandbox/administrator.ts';
import { chooseNodeImage } from './node-image/choose-node-image.ts';
import type { Clock } from '../clock.ts';
import { closeSandbox } from '../sandbox/close-sandbox.ts';
import { clusterFolder } from './cluster-folder.ts';
import { ownershipLabels } from './cluster-labels.ts';
import { commandEnvironment } from './engine/command-environment.ts';
import type { CommandRunner } from './engine/command-runner.ts';
import { createCluster, type CreatedCluster, type CreatePhase } from './create-cluster.ts';
import { connectDocker } from './engine/connect-docker.ts';
import { createSemaphore } from '../semaphore.ts';
import { destroyCluster } from './removal/destroy-cluster.ts';
import { findEngineSocket } from './engine/find-engine-socket.ts';
import { findProfile } from './profiles/find-profile.ts';
import { createHostDesk } from './host/create-host-desk.ts';
import { createKind } from './kind.ts';
import type { NetworkIsolation } from './isolation/network-isolation.ts';
import { openSandbox } from '../sandbox/open-sandbox.ts';
import { probeCluster } from '../sandbox/probe-cluster.ts';
import { isOwnClusterName } from './removal/own-cluster-name.ts';
import { profileHash } from './profiles/profile-hash.ts';
import { profileOf } from './profiles/profile-of.ts';
import { createProgram } from './engine/program.ts';
import { randomText } from '../random-text.ts';
import { readAuditTrail } from './nodes/read-audit-trail.ts';
import { readSandboxEvidence } from '../sandbox/read-sandbox-evidence.ts';
import { recordedKind } from './node-image/recorded-kind.ts';
import { removeNodeLabel } from '../sandbox/remove-node-label.ts';
import { renderKustomize } from './nodes/render-kustomize.ts';
import { learnerUserOf } from '../sandbox/sandbox-manifests.ts';
import { createNodeImageCache } from './node-image/node-image-cache.ts';
import { waitUntilReady } from '../sandbox/wait-until-ready.ts';
import { withPeer } from './with-peer.ts';
import { ZONEINFO_FOLDER } from './nodes/zoneinfo-folder.ts';

export interface KindProviderOptions {
  /** Lower-case letters and digits; starts the name of every cluster of this deployment. */
  prefix: string;
  dataFolder: string;
  /** Left out: `chooseNodeImage` decides when a cluster is made. */
  nodeImage?: string | undefined;
  workerId: string;
  clock: Clock;
  runner: CommandRunner;
  randomBytes: (size: number) => Uint8Array;
  /** A TCP port of this machine that nothing listens on. */
  freePort: () => Promise<number>;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Of this process; docker and kind see only how to find programs and the engine. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Variables for kind alone, see `nodeProxies`; left out or empty: nodes have no proxy. */
  nodeProxies?: Readonly<Record<string, string>>;
  /** Creations that may run at once: one more than cores keeps those busy. */
  parallelCreations: number;
  /** Milliseconds `kind create cluster` may take; the profile's unless told. */
  createTimeoutMs?: number;
  /** Milliseconds after which the reaper removes a cluster whoever holds it; two hours unless told. */
  lifetimeMs?: number;
  /** Seconds a sandbox's token lives; one hour unless told. */
  tokenSeconds?: number;
  /** Keeps clusters from the network around them; left out: nothing does. */
  isolation?: NetworkIsolation | undefined;
  onPhase?: (cluster: string, phase: CreatePhase, durationMs: number) => void;
}

const LATE_CONTAINER = 1000;
/** Until the reaper takes what is left of the cluster whose data becomes a snapshot. */
const SNAPSHOT_MS = 600_000;
/** The level that nearly all exercises ask for. */
const AHEAD = 'baseline';
/** A cluster that was thawed answers within a second; the rest is for a busy machine. */
const PING_TIMEOUT = 15_000;

/** Clusters made with kind on a Docker engine, one a run. Nothing is opened before the first `create`. */
export function createKindProvider(options: KindProviderOptions): ClusterProvider {
  const { prefix, dataFolder, clock, runner, randomBytes, logger } = options;
  const environment = commandEnvironment(options.environment);
  const dockerProgram = createProgram('docker', runner, environment);
  const engineSocket = findEngineSocket(dockerProgram);
  const docker = connectDocker(dockerProgram, engineSocket);

  const kind = recordedKind({
    ...{ docker, engineSocket, logger, removeNodeLabel, freePort: options.freePort },
    kind: createKind(createProgram('kind', runner, { ...environment, ...options.nodeProxies })),
  });

  const slots = createSemaphore(options.parallelCreations);
  const random = (length: number) => randomText(length, randomBytes);

  const requireOwn = (name: string) => {
    if (isOwnClusterName(prefix, name)) return;
    throw new Failure(
      'configuration',
      'foreign-cluster-name',
      `Expected a cluster name of the form ${prefix}-<profile>-<run id>, found "${name}". Make it with clusterName().`,
    );
  };

  const destroy = async (name: string) => {
    requireOwn(name);
    await destroyCluster(name, { docker, clock, dataFolder, isolation: options.isolation });
  };

  const labels = (cluster: string, profile: string, lifetimeMs: number) => {
    const createdAt = new Date(clock.now());
    const deadline = new Date(createdAt.getTime() + lifetimeMs);
    return ownershipLabels({ prefix, cluster, profile, worker: options.workerId, createdAt, deadline });
  };

  const images = createNodeImageCache({
    ...{ docker, kind, dataFolder, destroy, logger, now: () => clock.now() },
    clusterName: () => `${prefix}-snapshot-${random(8)}`,
    labels: (cluster) => labels(cluster, 'snapshot-source', SNAPSHOT_MS),
  });

  const discard = async (name: string) => {
    await destroy(name);
    // The engine finishes the container that a killed "docker run" has asked for, a moment too late for the first.
    await clock.sleep(LATE_CONTAINER);
    await destroy(name);
  };

  const create = async (request: ClusterRequest): Promise<Cluster> => {
    const profile = profileOf(request, clusterFolder(dataFolder, request.name).scratchFolder);
    const { image: nodeImage } = await nodeImageOf(request.signal);
    const createTimeoutMs = options.createTimeoutMs ?? profile.createTimeoutMs;
    // What is kept off a proxy differs from cluster to cluster: kind works it out for each.
    const isPlain = Object.keys(options.nodeProxies ?? {}).length === 0;

    const startsFromSnapshot =
      isPlain && profile.startsFromSnapshot && (request.controlPlaneFiles?.size ?? 0) === 0;

    let snapshotId: string | undefined;

    const [created, peer] = await createCluster(request, {
      docker,
      kind,
      clock,
      dataFolder,
      nodeImage,
      async startingImage(imageId, engine, signal) {
        const wanted = {
          image: nodeImage,
          imageId,
          engine,
          startsFromSnapshot,
          timeoutMs: createTimeoutMs,
          signal,
        };

        const found = await images.of(wanted);
        if (found.fromSnapshot) snapshotId = imageId;
        return found;
      },
      profile,
      networkLabels: () => labels(request.name, profile.name, options.lifetimeMs ?? 7_200_000),
      createTimeoutMs,
      isolation: options.isolation,
      bootstrapToken: `${random(6)}.${random(16)}`,
      encryptionKey: randomBytes(32),
      openSandbox: (administrator) => open(administrator, AHEAD),
      onPhase(phase, durationMs) {
        options.onPhase?.(request.name, phase, durationMs);
        logger.info({ cluster: request.name, phase, durationMs }, 'cluster phase done');
      },
    }).catch((error: unknown) => {
      if (snapshotId !== undefined && !request.signal.aborted && cameNotUp(error)) {
        images.distrust(snapshotId);
        kind.forget();

        logger.warn(
          { cluster: request.name, error },
          'clusters of this image start from nothing from now on',
        );
      }

      throw error;
    });

    if (created === undefined) throw new Error(`The profile ${profile.name} has no cluster.`);
    const cluster = describeCluster(request, nodeImage, created);
    return peer === undefined ? cluster : withPeer(cluster, describeCluster(request, nodeImage, peer));
  };

  const open = (administrator: Administrator, podSecurity: 'baseline' | 'restricted') =>
    openSandbox(administrator, {
      podSecurity,
      suffix: random(8),
      tokenSeconds: options.tokenSeconds ?? 3600,
    });

  /** The first sandbox that fits was opened when the cluster was made; every further one is opened when it is asked for. */
  const spacesOf = (created: CreatedCluster): Cluster['openSandbox'] => {
    let ahead: Sandbox | undefined = created.sandbox;
    return ({ podSecurity, signal }) =>
      cancellable(signal, async () => {
        const opened = podSecurity === AHEAD ? ahead : undefined;
        ahead = undefined;
        return opened ?? open(created.administrator(signal), podSecurity);
      });
  };

  const describeCluster = (request: ClusterRequest, nodeImage: string, created: CreatedCluster): Cluster => ({
    name: request.name,
    profile: request.profile,
    nodeImage,
    nodeImageId: created.nodeImageId,
    kubernetesVersion: created.kubernetesVersion,
    kubectlPath: created.kubectlPath,
    openSandbox: spacesOf(created),
    closeSandbox: (sandbox, { signal }) =>
      cancellable(signal, () => closeSandbox(created.administrator(signal), sandbox)),
    auditTrail: ({ namespace }, { signal }) =>
      cancellable(signal, () =>
        readAuditTrail({
          docker,
          container: created.controlPlane,
          learnerUser: learnerUserOf(namespace),
          signal,
        }),
      ),
    evidence: ({ namespace }, { signal }) =>
      cancellable(signal, () => readSandboxEvidence(created.administrator(signal), namespace)),
    renderKustomize: (files, folder, options) =>
      renderKustomize({ docker, container: created.controlPlane, files, folder, ...options }),
    askHost: createHostDesk({
      docker,
      kindName: created.kindName,
      nodes: created.nodes,
      logger,
    }),
    probe: ({ signal }) =>
      cancellable(signal, () => probeCluster(created.administrator(signal), { clock, signal })),
    ping: ({ signal }) =>
      cancellable(signal, () =>
        waitUntilReady(created.administrator(signal), {
          clock,
          signal,
          nodes: created.nodes.length,
          timeoutMs: PING_TIMEOUT,
        }),
      ),
    freeze: () => docker.pause(created.nodes),
    thaw: () => docker.unpause(created.nodes),
  });

  const nodeImageOf = (signal?: AbortSignal) =>
    chooseNodeImage({
      wanted: options.nodeImage,
      runner,
      environment: options.environment,
      ...(signal === undefined ? {} : { signal }),
    });

  return {
    create: (request) =>
      cancellable(request.signal, async () => {
        requireOwn(request.name);
        return slots.run(async () => {
          try {
            return await create(request);
          } catch (error) {
            await discard(request.name).catch((cause: unknown) =>
              logger.warn({ cluster: request.name, error: cause }, 'cluster left to the reaper'),
            );

            throw error;
          }
        }, request.signal);
      }),
    destroy,
    async fingerprint({ profile, tools }) {
      const { image } = await nodeImageOf();
      const [imageId = '', engine] = await Promise.all([docker.imageId(image), docker.engine()]);
      const zoneinfo = existsSync(ZONEINFO_FOLDER);
      return profileHash({ profile: findProfile(profile), imageId, engine, zoneinfo, tools });
    },
  };
}

/** Not where the engine refused or is away: the image has nothing to do with that. */
function cameNotUp(error: unknown): boolean {
  return (
    error instanceof Failure &&
    error.facts['recorded'] !== true &&
    ['cluster-create-failed', 'cluster-create-timeout', 'cluster-not-ready'].includes(error.code)
  );
}

/** Whatever breaks off because of the signal is the fault `cancelled`, not ours. */
async function cancellable<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted || (error instanceof Failure && error.fault === 'cancelled')) throw error;
    throw new Failure('cancelled', 'cluster-work-cancelled', 'Work on a cluster was cancelled.', {
      cause: error,
    });
  }
}
