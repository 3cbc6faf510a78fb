import { Failure } from '../../../domain/failure.ts';
import type { Docker } from '../engine/docker.ts';
import { programOutput } from '../engine/program-output.ts';

/** The stock image of kind 0.33 (https://github.com/kubernetes-sigs/kind/releases/tag/v0.33.0). */
export const DEFAULT_NODE_IMAGE =
  'kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5';

/**
 * Makes sure that the engine has the image, pulling it if need be, and returns its id (`sha256:…`).
 * Throws a Failure (`infrastructure`, `node-image-missing`) when it can be had neither way.
 */
export async function ensureNodeImage(
  docker: Pick<Docker, 'imageId' | 'pull'>,
  image: string,
  signal: AbortSignal,
): Promise<string> {
  const present = await docker.imageId(image, signal);
  if (present !== undefined) return present;
  const outcome = await docker.pull(image, signal);
  const pulled = outcome.exitCode === 0 ? await docker.imageId(image, signal) : undefined;
  if (pulled !== undefined) return pulled;
  throw new Failure(
    'infrastructure',
    'node-image-missing',
    `Expected the node image "${image}" on this engine or in a registry, found neither: ` +
      `${programOutput(outcome)}. Load it ("docker pull", or "docker load" without a registry), or name another ` +
      'one in SAITEN_NODE_IMAGE.',
    { facts: { image } },
  );
}
