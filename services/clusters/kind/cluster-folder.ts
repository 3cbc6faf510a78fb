import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface ClusterFolder {
  path: string;
  kubeconfigFile: string;
  /** Mounted into the control plane. */
  admissionFolder: string;
  /** Under it lie the folders that a learner's kind configuration mounts. */
  scratchFolder: string;
}

/** Absolute paths of a cluster's files: the engine mounts one of them, and it knows no working directory. */
export function clusterFolder(dataFolder: string, cluster: string): ClusterFolder {
  const path = join(resolve(dataFolder), 'clusters', cluster);
  return {
    path,
    kubeconfigFile: join(path, 'kubeconfig'),
    admissionFolder: join(path, 'admission'),
    scratchFolder: join(path, 'scratch'),
  };
}

/**
 * Makes the folder, closed to other users, with what kind needs in it.
 *
 * @param files Of the control plane, by name.
 * @param mounted Further folders under it; the engine would make what is missing as root.
 */
export async function createClusterFolder(
  { path, admissionFolder, kubeconfigFile }: ClusterFolder,
  files: ReadonlyMap<string, string>,
  mounted: readonly string[] = [],
): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await mkdir(admissionFolder, { recursive: true });
  for (const each of mounted) await mkdir(each, { recursive: true });
  for (const [name, content] of files) await writeFile(join(admissionFolder, name), content);
  // kind writes into the file that is there and keeps its mode.
  await writeFile(kubeconfigFile, '', { mode: 0o600 });
  await chmod(kubeconfigFile, 0o600);
}

/** Removes the folder with the kubeconfig and the `.lock` that a killed kind leaves; already gone is fine. */
export async function removeClusterFolder({ path }: ClusterFolder): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
