import type { ObservedFile } from '../../graders/contract/host/observed-file.ts';

type Rights = Pick<Extract<ObservedFile, { type: 'file' }>, 'mode' | 'uid' | 'gid'>;

/** As whom a container runs. */
export interface User {
  uid: number;
  gid: number;
  groups: readonly number[];
}

/** Whether the mode lets a user read the file: as its owner, through a group, or as anybody. */
export function canRead({ mode, uid, gid }: Rights, user: User): boolean {
  if (user.uid === 0 || user.uid === uid) return (mode & 0o400) !== 0;
  if (user.gid === gid || user.groups.includes(gid)) return (mode & 0o040) !== 0;
  return (mode & 0o004) !== 0;
}

/**
 * Whether nobody but the user may read. Kubelet makes such files for root. Another user can only be let in through the group
 * that `fsGroup` sets, so that for it reading by the group is as tight as it gets.
 */
export function isPrivate({ mode }: Pick<Rights, 'mode'>, { uid }: Pick<User, 'uid'>): boolean {
  return (mode & 0o077) === 0 || (uid !== 0 && (mode & 0o037) === 0);
}
