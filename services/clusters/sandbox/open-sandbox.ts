import type { Sandbox } from '../../domain/clusters/cluster.ts';
import { Failure } from '../../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import type { Manifest } from './manifest.ts';
import { gradingKubeconfig } from './grading-kubeconfig.ts';
import { sandboxManifests, sandboxNames, sandboxNamespaces } from './sandbox-manifests.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

export interface SandboxOptions {
  podSecurity: 'baseline' | 'restricted';
  /** Random, 8 lower-case letters and digits. */
  suffix: string;
  /** Life of the grader's token in seconds; the API server gives none below 600. */
  tokenSeconds: number;
}

/**
 * Makes the namespaces, rights and limits of one submission and returns the access to them. Throws a Failure
 * (`infrastructure`, `sandbox-failed`) when the cluster refuses.
 */
export async function openSandbox(administrator: Administrator, options: SandboxOptions): Promise<Sandbox> {
  const names = sandboxNames(options.suffix);

  try {
    await applyAll(administrator, sandboxNamespaces(names, options.podSecurity));
    await applyAll(administrator, sandboxManifests(names));
    const token = await graderToken(administrator, names.graderAccount, options.tokenSeconds);
    return {
      namespace: names.namespace,
      graderNamespace: names.graderNamespace,
      kubeconfig: gradingKubeconfig({ ...administrator.endpoint, ...names, token }),
    };
  } catch (cause) {
    throw new Failure(
      'infrastructure',
      'sandbox-failed',
      `Expected the cluster to accept the namespace ${names.namespace} and its rights, found: ` +
        `${cause instanceof Error ? cause.message.slice(0, 500) : String(cause)}. The run is repeated on a new cluster.`,
      { cause },
    );
  }
}

async function applyAll(administrator: Administrator, manifests: readonly Manifest[]): Promise<void> {
  await Promise.all(manifests.map((manifest) => administrator.apply(manifest)));
}

async function graderToken({ core }: Administrator, account: string, seconds: number): Promise<string> {
  const { status } = await core.createNamespacedServiceAccountToken({
    namespace: SYSTEM_NAMESPACE,
    name: account,
    body: { spec: { audiences: [], expirationSeconds: seconds } },
  });

  if (!status?.token) throw new Error('the API server gave no token');
  return status.token;
}
