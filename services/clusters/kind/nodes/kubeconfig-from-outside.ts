import Type from 'typebox';
import Value from 'typebox/value';
import { parse } from 'yaml';

const Kubeconfig = Type.Object({
  clusters: Type.Tuple([Type.Object({ cluster: Type.Object({ server: Type.String() }) })]),
});

/**
 * The administrator's kubeconfig as kubeadm wrote it, for the engine's machine: in the node it names the node, which only the
 * engine's networks know.
 *
 * @param address `host:port` at which the API server is reached.
 */
export function kubeconfigFromOutside(text: string, address: string): string {
  const kubeconfig: unknown = parse(text);
  const [{ cluster }] = Value.Parse(Kubeconfig, kubeconfig).clusters;
  return text.replace(cluster.server, `https://${address}`);
}
