import type { Docker } from '../engine/docker.ts';

const SECONDS = 5;

/**
 * Whether a node could pull from a registry: asks its API from a container of the node image, on the network given,
 * since the engine's own reach says nothing of its containers'. Any answer of the registry counts, for most ask for
 * a token first (https://distribution.github.io/distribution/spec/api/#api-version-check).
 *
 * @param registry Host name, such as `registry.k8s.io`.
 */
export async function detectRegistryReach(
  docker: Pick<Docker, 'runOnce'>,
  options: { image: string; network: string; registry: string; signal?: AbortSignal },
): Promise<boolean> {
  const { image, network, registry, signal } = options;
  const quietly = ['--silent', '--output', '/dev/null', '--max-time', String(SECONDS)];

  const outcome = await docker.runOnce({
    image,
    network,
    command: ['curl', ...quietly, '--write-out', '%{http_code}', `https://${registry}/v2/`],
    timeoutMs: (SECONDS + 25) * 1000,
    signal,
  });

  return /^[1-5]\d\d$/.test(outcome.stdout.trim());
}
