import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { connectAdministrator } from './administrator.ts';

/** Removes a label of a node, with the administrator's kubeconfig; one that is not there is fine. */
export async function removeNodeLabel(
  kubeconfig: string,
  node: string,
  label: string,
  signal: AbortSignal,
): Promise<void> {
  const body = { metadata: { labels: { [label]: null } } };
  const { core } = connectAdministrator(kubeconfig)(signal);
  await core.patchNode({ name: node, body }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch));
}
