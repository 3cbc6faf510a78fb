/** Where proxies are, with scheme, and what is asked without them. */
export interface ProxyAddresses {
  http?: string | undefined;
  https?: string | undefined;
  none?: string | undefined;
}

/** Of a node and of this machine; kind adds the node's names and networks, and what lies behind Services. */
const LOCAL = ['localhost', '127.0.0.1', '::1'];

/**
 * What kind gets to see of proxies: it hands them on to the nodes, which pull images through them, and keeps what is inside
 * the cluster off them (https://kind.sigs.k8s.io/docs/user/quick-start/#configure-kind-to-use-a-proxy). Empty where there
 * is none that a node may have: a proxy on loopback is another one inside a node, and a password would be seen by whoever
 * reads the pods of the control plane.
 *
 * @param engine `DOCKER_HOST`: what kind itself asks, never through a proxy
 */
export function nodeProxies(
  { http, https, none }: ProxyAddresses,
  { egress, engine }: { egress: 'public' | 'none'; engine?: string | undefined },
): Record<string, string> {
  if (egress === 'none') return {};

  const handedOn = Object.fromEntries(
    Object.entries({ HTTP_PROXY: http, HTTPS_PROXY: https }).flatMap(([name, address]) =>
      address !== undefined && isForNodes(address) ? [[name, address]] : [],
    ),
  );

  if (Object.keys(handedOn).length === 0) return {};
  const direct = [...(none === undefined ? [] : [none]), ...LOCAL, ...hostOf(engine)];
  return { ...handedOn, NO_PROXY: direct.join(',') };
}

function isForNodes(address: string): boolean {
  const { username, password, hostname } = new URL(address);
  if (username !== '' || password !== '') return false;
  return !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function hostOf(engine: string | undefined): string[] {
  if (engine === undefined || !URL.canParse(engine)) return [];
  const { hostname } = new URL(engine);
  return hostname === '' ? [] : [hostname];
}
