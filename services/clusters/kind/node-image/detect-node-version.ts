import type { Docker } from '../engine/docker.ts';

/**
 * The Kubernetes version of a node image, such as `v1.36.3`, from the file that kind itself reads
 * (https://github.com/kubernetes-sigs/kind/blob/main/pkg/cluster/nodeutils/util.go). Starts no cluster. Undefined
 * when the image has no such file, and so is no node image.
 *
 * @param image Name or id of an image that the engine has.
 */
export async function detectNodeVersion(
  docker: Pick<Docker, 'runOnce'>,
  image: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const outcome = await docker.runOnce({
    image,
    network: 'none',
    command: ['cat', '/kind/version'],
    timeoutMs: 30_000,
    signal,
  });

  if (outcome.exitCode !== 0) return undefined;
  return /^v\d+\.\d+\.\d+(?:[^\d\s]\S*)?$/.exec(outcome.stdout.trim())?.[0];
}
