import type { ClusterRequest } from '../../../domain/clusters/cluster.ts';
import { Failure } from '../../../domain/failure.ts';
import { findProfile } from './find-profile.ts';
import { learnerConfiguration } from './learner-configuration.ts';
import type { Profile } from './profile.ts';

/**
 * The profile a request asks for, with a learner's kind configuration worked in where it is built from one.
 *
 * Throws a Failure: `configuration` with `unknown-profile`, `kind-configuration-missing` or
 * `kind-configuration-unexpected`; `learner` with `kind-configuration-refused`.
 *
 * @param scratchFolder Folder of the cluster in which everything that the configuration mounts lies.
 */
export function profileOf(
  request: Pick<ClusterRequest, 'name' | 'profile' | 'kindConfiguration'>,
  scratchFolder: string,
): Profile {
  const profile = findProfile(request.profile);
  const text = request.kindConfiguration;

  if (!profile.fromLearner) {
    if (text === undefined) return profile;
    throw misfit('kind-configuration-unexpected', `"${profile.name}" takes none, but one was given`);
  }

  if (text === undefined)
    throw misfit('kind-configuration-missing', `"${profile.name}" is built from one, but none was given`);
  return { ...profile, ...learnerConfiguration(text, { cluster: request.name, scratchFolder }) };
}

function misfit(code: string, found: string): Failure {
  return new Failure(
    'configuration',
    code,
    `Expected a kind configuration exactly for profiles that are built from one, found: the profile ${found}. ` +
      'Correct "profile" in exercise.yaml.',
  );
}
