import { bridgeOfHash } from '../cluster-hash.ts';
import { SPECIAL_RANGES } from './special-ranges.ts';

/** What a cluster may reach besides itself. */
export interface Reach {
  /** `public`: the internet, of which images are pulled; `none`: nothing. */
  egress: 'public' | 'none';
  /** IPv4 addresses inside closed ranges, as `10.0.0.5`, `10.0.0.0/24` or `10.0.0.5:5000` (TCP). */
  allowed: readonly string[];
  /** IPv4 addresses of the resolvers that the engine hands to containers; asked on port 53 where egress is `public`. */
  resolvers: readonly string[];
}

export type AddressFamily = 4 | 6;

/** Rules of one cluster as arguments of iptables, by the chain they stand in. */
export interface FirewallRules {
  /** Own chain for what is meant for the machine itself, and its rules. */
  input: { chain: string; rules: string[] };
  /** Own chain for what the machine passes on, and its rules. */
  forward: { chain: string; rules: string[] };
  /** The interface whose packets enter these chains. */
  bridge: string;
}

const ANSWERS = '-m conntrack --ctstate RELATED,ESTABLISHED -j RETURN';

/** Names of the two chains of a cluster; iptables allows 28 characters. */
export function firewallChains(mark: string): { input: string; forward: string } {
  return { input: `SAITEN-IN-${mark}`, forward: `SAITEN-FW-${mark}` };
}

/**
 * The rules of one cluster's network, which refuse at once instead of letting wait. Answers may leave, nodes may talk to each other, and nothing new reaches the
 * machine, other clusters, private ranges or the metadata address. Networks of clusters carry no IPv6, so all of it
 * is closed.
 */
export function firewallRules(mark: string, family: AddressFamily, reach: Reach): FirewallRules {
  const chains = firewallChains(mark);
  const bridge = bridgeOfHash(mark);
  const allowed = family === 4 ? reach.allowed.map(allow) : [];
  const names = family === 4 && reach.egress === 'public' ? reach.resolvers.flatMap(askNames) : [];

  const closed =
    family === 4 && reach.egress === 'public'
      ? SPECIAL_RANGES.map((range) => `-d ${range} -j REJECT`)
      : ['-j REJECT'];

  return {
    input: { chain: chains.input, rules: [ANSWERS, ...allowed, '-j REJECT'] },
    forward: {
      chain: chains.forward,
      rules: [ANSWERS, `-o ${bridge} -j RETURN`, ...allowed, ...names, ...closed],
    },
    bridge,
  };
}

function allow(entry: string): string {
  const [address, port] = entry.split(':');
  return `-d ${address}${port === undefined ? '' : ` -p tcp --dport ${port}`} -j RETURN`;
}

function askNames(resolver: string): string[] {
  return ['udp', 'tcp'].map((protocol) => `-d ${resolver} -p ${protocol} --dport 53 -j RETURN`);
}
