import { createHash } from 'node:crypto';
import type { Engine } from '../engine/docker.ts';
import { kindConfiguration } from './kind-configuration.ts';
import type { Profile } from './profile.ts';

export interface ProfileHashInput {
  profile: Profile;
  /** Id of the node image (`sha256:…`); a tag may come to mean another image. */
  imageId: string;
  engine: Pick<Engine, 'cgroupVersion' | 'cpus' | 'memoryBytes'>;
  /** Whether the engine's machine has time zone data to mount. */
  zoneinfo: boolean;
  tools: readonly string[];
}

/**
 * Twelve hexadecimal digits that are equal for two clusters exactly if a run cannot tell them apart: node image,
 * compiled kind configuration, limits and tools. What is random or named after one cluster is left out.
 */
export function profileHash({ profile, imageId, engine, zoneinfo, tools }: ProfileHashInput): string {
  const configurations = profile.members.map((member) =>
    kindConfiguration({
      profile,
      member,
      engine,
      bootstrapToken: '',
      admissionFolder: '',
      zoneinfoFolder: zoneinfo ? '/' : undefined,
    }),
  );

  const limits = Object.entries(profile.limits).sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = JSON.stringify([imageId, configurations, limits, [...tools].sort()]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 12);
}
