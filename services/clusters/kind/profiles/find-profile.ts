import { Failure } from '../../../domain/failure.ts';
import type { Profile } from './profile.ts';
import { PROFILES } from './profiles.ts';

/** The profile of that name. Throws a Failure (`configuration`, `unknown-profile`) that lists the known ones. */
export function findProfile(name: string): Profile {
  const profile = PROFILES.find((candidate) => candidate.name === name);
  if (profile !== undefined) return profile;
  throw new Failure(
    'configuration',
    'unknown-profile',
    `Expected a cluster profile (${PROFILES.map((known) => known.name).join(', ')}), found "${name}". ` +
      'Correct "profile" in exercise.yaml.',
    { facts: { profile: name } },
  );
}
