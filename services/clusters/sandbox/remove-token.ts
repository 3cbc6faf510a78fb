import type { Administrator } from './administrator.ts';

/**
 * Takes away the token with which nodes joined, so that no pod can join as one.
 *
 * @param token As kubeadm was given it.
 */
export async function removeToken({ core }: Pick<Administrator, 'core'>, token: string): Promise<void> {
  const name = `bootstrap-token-${token.slice(0, 6)}`;
  await core.deleteNamespacedSecret({ namespace: 'kube-system', name });
}
