import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Docker } from '../engine/docker.ts';

export interface ExtractKubectlOptions {
  docker: Pick<Docker, 'copyOut'>;
  dataFolder: string;
  /** Id of the node image, `sha256:…`: one kubectl serves all clusters of it. */
  imageId: string;
  /** A node container of that image. */
  container: string;
  signal: AbortSignal;
}

/**
 * Path of a kubectl of exactly the cluster's version on this machine, copied out of a node the first time. The
 * file is named `kubectl` whatever it was: some images hold one program that goes by the name it is called with.
 * Safe with several processes: a folder is filled aside and then moved into place.
 */
export async function extractKubectl(options: ExtractKubectlOptions): Promise<string> {
  const { docker, dataFolder, imageId, container, signal } = options;
  const all = join(resolve(dataFolder), 'kubectl');
  const folder = join(all, imageId.replace(/^sha256:/, '').slice(0, 16));
  const kubectl = join(folder, 'kubectl');
  if (await exists(kubectl)) return kubectl;
  await mkdir(all, { recursive: true });
  const aside = await mkdtemp(join(all, 'new-'));

  try {
    await docker.copyOut(container, '/usr/bin/kubectl', join(aside, 'kubectl'), signal);
    await rename(aside, folder);
  } catch (error) {
    // Another process was quicker: moving onto a folder with content is refused.
    if (!(await exists(kubectl))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }

  return kubectl;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
