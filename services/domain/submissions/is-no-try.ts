import { foundNoCluster } from '../clusters/found-no-cluster.ts';
import { waitedForGitHub } from '../waited-for-github.ts';

/** Whether a run says nothing about its submission, so that it does not count towards giving that up. */
export function isNoTry(run: { failure?: { code: string } | undefined }): boolean {
  return foundNoCluster(run) || waitedForGitHub(run);
}
