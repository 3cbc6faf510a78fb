import type { ProfileMember } from './profiles/profile.ts';
import { PROFILES } from './profiles/profiles.ts';

/** Name that kind knows one cluster of a profile by: the cluster's own, with `.a` or `.b` behind it in a pair. */
export function memberName(cluster: string, { suffix }: Pick<ProfileMember, 'suffix'>): string {
  return suffix === undefined ? cluster : `${cluster}.${suffix}`;
}

/** Every name that kind knows parts of a cluster by; the profile stands in the cluster's name. */
export function memberNames(cluster: string): string[] {
  const profile = PROFILES.find(({ name }) => name === cluster.split('-')[1]);
  return (profile?.members ?? [{}]).map((member) => memberName(cluster, member));
}

/** The cluster that a name known to kind belongs to. */
export function clusterOfMember(member: string): string {
  return member.replace(/\.[ab]$/, '');
}
