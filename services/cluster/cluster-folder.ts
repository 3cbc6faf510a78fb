import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { admissionConfiguration } from './admission-configuration.ts';

export interface ClusterFolder {
  path: string;
  kubeconfigFile: string;
  /** Mounted into the control plane. */
  admissionFolder: string;
}

/** Absolute paths of a cluster's files: the engine mounts one of them, and it knows no working directory. */
export function clusterFolder(dataFolder: string, cluster: string): ClusterFolder {
  const path = join(resolve(dataFolder), 'clusters', cluster);
  return { path, kubeconfigFile: join(path, 'kubeconfig'), admissionFolder: join(path, 'admission') };
}

/** Makes the folder, closed to other users, with what kind needs in it. */
export async function createClusterFolder({
  path,
  admissionFolder,
  kubeconfigFile,
}: ClusterFolder): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await mkdir(admissionFolder, { recursive: true });
  await writeFile(join(admissionFolder, 'admission.yaml'), admissionConfiguration());
  // kind writes into the file that is there and keeps its mode.
  await writeFile(kubeconfigFile, '', { mode: 0o600 });
  await chmod(kubeconfigFile, 0o600);
}

/** Removes the folder with the kubeconfig and the `.lock` that a killed kind leaves; already gone is fine. */
export async function removeClusterFolder({ path }: ClusterFolder): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
