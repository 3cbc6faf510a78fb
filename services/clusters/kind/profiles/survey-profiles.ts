import { existsSync } from 'node:fs';
import { Failure } from '../../../domain/failure.ts';
import { checkProfile } from './check-profile.ts';
import { detectNodeVersion } from '../node-image/detect-node-version.ts';
import { detectRegistryReach } from '../node-image/detect-registry-reach.ts';
import type { Docker } from '../engine/docker.ts';
import { profileHash } from './profile-hash.ts';
import { PROFILES } from './profiles.ts';
import { ZONEINFO_FOLDER } from '../nodes/zoneinfo-folder.ts';

export interface ProfileSurvey {
  /** Undefined when the engine does not have the image, or it is no node image. */
  kubernetesVersion: string | undefined;
  /** Whether nodes could pull, by registry; empty when there is no image to ask from. */
  registries: Readonly<Record<string, boolean>>;
  profiles: readonly {
    name: string;
    /** Of all its clusters together. */
    nodes: number;
    memoryMiB: number;
    /** Without tools; undefined when there is no image, or a learner brings the configuration. */
    hash: string | undefined;
    /** Why this machine cannot carry it. */
    refusal: string | undefined;
  }[];
}

const REGISTRIES = ['registry.k8s.io', 'registry-1.docker.io'];

/**
 * Looks at the engine, the node image and the profiles without making a cluster. Throws what the engine's absence
 * throws.
 */
export async function surveyProfiles(
  docker: Pick<Docker, 'engine' | 'imageId' | 'runOnce'>,
  image: string,
): Promise<ProfileSurvey> {
  const engine = await docker.engine();
  const imageId = await docker.imageId(image);

  const reach = async (registry: string) =>
    [registry, await detectRegistryReach(docker, { image, network: 'bridge', registry })] as const;

  const registries = imageId === undefined ? [] : await Promise.all(REGISTRIES.map(reach));
  return {
    kubernetesVersion: imageId === undefined ? undefined : await detectNodeVersion(docker, image),
    registries: Object.fromEntries(registries),
    profiles: PROFILES.map((profile) => ({
      name: profile.name,
      nodes: profile.nodes.length * profile.members.length,
      memoryMiB: profile.memoryMiB,
      hash:
        imageId === undefined || profile.fromLearner
          ? undefined
          : profileHash({ profile, imageId, engine, zoneinfo: existsSync(ZONEINFO_FOLDER), tools: [] }),
      refusal: refusal(() => checkProfile(profile, engine)),
    })),
  };
}

function refusal(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
