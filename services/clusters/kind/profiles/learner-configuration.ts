import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type Type from 'typebox';
import { parse } from 'yaml';
import { Failure } from '../../../domain/failure.ts';
import { LearnerCluster, type LearnerNode } from './learner-cluster.ts';
import { checkChanges, checkPatch } from './learner-patch.ts';
import type { Profile, ProfileNode } from './profile.ts';
import { parseOrRefuse } from '../../parse-or-refuse.ts';

const SIZE_LIMIT = 64 * 1024;
const NODE_LIMIT = 5;
const LOOPBACK = '127.0.0.1';
/** Ports that learners' ports are moved to begin here, out of the way of other programs. */
const FIRST_PORT = 20_000;
const PORTS = 45_000;

export interface LearnerConfigurationOptions {
  /** Name of the cluster; decides where its host ports go. */
  cluster: string;
  /** Every folder it mounts ends up in here. */
  scratchFolder: string;
}

/**
 * A learner's kind configuration, made harmless: only fields on the list; node images and the API server's address
 * are ours; host folders lie in a scratch folder; host ports on loopback, all moved by the same distance, so that
 * two that collide still do.
 *
 * Throws a Failure (`learner`, `kind-configuration-refused`) that names the field and what is allowed there.
 */
export function learnerConfiguration(
  text: string,
  { cluster, scratchFolder }: LearnerConfigurationOptions,
): Pick<Profile, 'nodes' | 'members' | 'patches' | 'mountedFolders'> {
  const { nodes, networking, kubeadmConfigPatches = [] } = read(text);
  const mounted = new Set<string>();

  const inScratch = (hostPath: string): string => {
    const folder = join(scratchFolder, createHash('sha256').update(hostPath).digest('hex').slice(0, 16));
    mounted.add(folder);
    return folder;
  };

  const distance = createHash('sha256').update(cluster).digest().readUInt16BE(0);
  const moved = (port: number) => FIRST_PORT + ((port + distance) % PORTS);
  const apiServerPort = networking?.apiServerPort;
  return {
    nodes: nodes.map((node, index) => harmless(node, { path: `nodes[${index}]`, inScratch, moved })),
    members: [
      {
        networking: {
          ...networking,
          apiServerAddress: LOOPBACK,
          ...(apiServerPort !== undefined && apiServerPort > 0 && { apiServerPort: moved(apiServerPort) }),
        },
      },
    ],
    patches: kubeadmConfigPatches.map((patch, index) => checkPatch(patch, `kubeadmConfigPatches[${index}]`)),
    mountedFolders: [...mounted],
  };
}

function read(text: string): Type.Static<typeof LearnerCluster> {
  if (text.length > SIZE_LIMIT) throw refused(`more than ${SIZE_LIMIT / 1024} KiB`);
  let value: unknown;

  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw refused(`text that is no YAML: ${cause instanceof Error ? cause.message.slice(0, 300) : ''}`);
  }

  const configuration = parseOrRefuse(LearnerCluster, value, refused);
  const { nodes } = configuration;
  if (nodes.length > NODE_LIMIT) throw refused(`${nodes.length} nodes, where ${NODE_LIMIT} are allowed`);
  if (nodes[0]?.role !== 'control-plane') throw refused('a first node whose role is not control-plane');
  return configuration;
}

function harmless(
  node: LearnerNode,
  by: { path: string; inScratch(path: string): string; moved(port: number): number },
): ProfileNode {
  const { role, labels, extraMounts, extraPortMappings, kubeadmConfigPatches, kubeadmConfigPatchesJSON6902 } =
    node;

  const patches = kubeadmConfigPatches?.map((patch, index) =>
    JSON.stringify(checkPatch(patch, `${by.path}.kubeadmConfigPatches[${index}]`)),
  );

  const changes = kubeadmConfigPatchesJSON6902?.map((patch, index) => ({
    ...patch,
    patch: checkChanges(patch.patch, `${by.path}.kubeadmConfigPatchesJSON6902[${index}]`),
  }));

  return {
    role,
    ...(labels && { labels }),
    checked: {
      ...(extraMounts && {
        extraMounts: extraMounts.map((mount) => ({ ...mount, hostPath: by.inScratch(mount.hostPath) })),
      }),
      ...(extraPortMappings && {
        extraPortMappings: extraPortMappings.map((mapping) => ({
          ...mapping,
          listenAddress: LOOPBACK,
          ...(mapping.hostPort !== undefined && { hostPort: by.moved(mapping.hostPort) }),
        })),
      }),
      ...(patches && { kubeadmConfigPatches: patches }),
      ...(changes && { kubeadmConfigPatchesJSON6902: changes }),
    },
  };
}

function refused(found: string): Failure {
  return new Failure(
    'learner',
    'kind-configuration-refused',
    `Expected a kind configuration with the fields that docs/clusters.md lists, found ${found}.`,
  );
}
