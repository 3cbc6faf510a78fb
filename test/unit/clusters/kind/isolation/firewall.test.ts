import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import {
  createFirewall,
  type FirewallTool,
} from '../../../../../services/clusters/kind/isolation/firewall.ts';
import { firewallRules, type Reach } from '../../../../../services/clusters/kind/isolation/firewall-rules.ts';

const MARK = '0fa3b2f1ee3';
const REACH: Reach = { egress: 'public', allowed: [], resolvers: ['10.0.0.2'] };

describe('firewallRules', () => {
  const forward = (reach: Partial<Reach>, family: 4 | 6 = 4) =>
    firewallRules(MARK, family, { ...REACH, ...reach }).forward.rules;

  it('lets answers and the cluster itself through, and refuses the metadata address', () => {
    const rules = forward({});

    expect(rules.slice(0, 2)).toEqual([
      '-m conntrack --ctstate RELATED,ESTABLISHED -j RETURN',
      `-o sai-${MARK} -j RETURN`,
    ]);

    expect(rules).toContain('-d 169.254.0.0/16 -j REJECT');
    expect(rules.at(-1)).not.toBe('-j REJECT');
  });

  it('puts what is allowed before what is closed', () => {
    const rules = forward({ allowed: ['10.0.0.5:5000', '10.1.0.0/16'] });
    const closed = rules.indexOf('-d 10.0.0.0/8 -j REJECT');
    for (const rule of [
      '-d 10.0.0.5 -p tcp --dport 5000 -j RETURN',
      '-d 10.1.0.0/16 -j RETURN',
      '-d 10.0.0.2 -p udp --dport 53 -j RETURN',
    ])
      expect(rules.slice(0, closed)).toContain(rule);
  });

  it('closes everything, names too, where nothing outside may be reached', () => {
    expect(forward({ egress: 'none' }).slice(2)).toEqual(['-j REJECT']);
  });

  it('closes IPv6 whatever is allowed for IPv4', () => {
    expect(forward({ allowed: ['10.0.0.5'] }, 6).slice(2)).toEqual(['-j REJECT']);
  });

  it('lets nothing new reach the machine, except what is named', () => {
    const { rules } = firewallRules(MARK, 4, { ...REACH, allowed: ['10.0.0.5:5000'] }).input;
    expect(rules.slice(1)).toEqual(['-d 10.0.0.5 -p tcp --dport 5000 -j RETURN', '-j REJECT']);
  });
});

/** A packet filter as iptables shows and changes it. */
function machine(chains: Record<string, string[]>) {
  const restored: string[] = [];

  const tool: FirewallTool = (program, _args, stdin) => {
    const outcome = (stdout: string): Promise<CommandOutcome> =>
      Promise.resolve({
        exitCode: 0,
        stdout,
        stderr: '',
        notFound: false,
        timedOut: false,
        aborted: false,
        outputTooLarge: false,
      });

    if (program === 'iptables')
      return outcome(
        Object.entries(chains)
          .flatMap(([chain, rules]) => [`-N ${chain}`, ...rules.map((rule) => `-A ${chain} ${rule}`)])
          .join('\n'),
      );

    for (const line of new TextDecoder().decode(stdin).trim().split('\n')) {
      restored.push(line);
      const [action, chain = '', ...rest] = line.split(' ');
      const rule = rest.join(' ');
      if (line.startsWith(':')) chains[(action ?? '').slice(1)] = [];
      if (action === '-A') chains[chain]?.push(rule);
      if (action === '-I') chains[chain]?.unshift(rule.replace(/^1 /, ''));
      if (action === '-D') chains[chain] = (chains[chain] ?? []).filter((other) => other !== rule);
      if (action === '-F') chains[chain] = [];
      if (action === '-X') delete chains[chain];
    }

    return outcome('');
  };

  return { chains, restored, firewall: createFirewall(tool, [4]) };
}

const before = (): Record<string, string[]> => ({
  INPUT: ['-j LATER'],
  FORWARD: [],
  'DOCKER-USER': ['-j RETURN'],
});

describe('createFirewall', () => {
  it("enters its chains first, from Docker's own place for it", async () => {
    const { chains, firewall } = machine(before());
    await firewall.close(MARK, REACH);
    expect(chains['INPUT']).toEqual([`-i sai-${MARK} -j SAITEN-IN-${MARK}`, '-j LATER']);
    expect(chains['DOCKER-USER']?.[0]).toBe(`-i sai-${MARK} -j SAITEN-FW-${MARK}`);
    expect(chains[`SAITEN-IN-${MARK}`]?.at(-1)).toBe('-j REJECT');
  });

  it('takes FORWARD where Docker has no place', async () => {
    const { chains, firewall } = machine({ INPUT: [], FORWARD: ['-j ACCEPT'] });
    await firewall.close(MARK, REACH);
    expect(chains['FORWARD']?.[0]).toBe(`-i sai-${MARK} -j SAITEN-FW-${MARK}`);
  });

  it('changes nothing the second time, and repairs what was taken away', async () => {
    const { chains, restored, firewall } = machine(before());
    await firewall.close(MARK, REACH);
    const complete = structuredClone(chains);
    const changes = restored.length;
    await firewall.close(MARK, REACH);
    expect(restored).toHaveLength(changes);
    chains[`SAITEN-IN-${MARK}`] = [];
    chains['INPUT'] = ['-j LATER'];
    await firewall.close(MARK, REACH);
    expect(chains).toEqual(complete);
  });

  it('leaves the machine as it was, and other clusters alone', async () => {
    const { chains, firewall } = machine(before());
    const other = '1'.repeat(11);
    await firewall.close(other, REACH);
    const withOther = structuredClone(chains);
    await firewall.close(MARK, REACH);
    expect((await firewall.marks()).sort()).toEqual([MARK, other].sort());
    await firewall.open(MARK);
    await firewall.open(MARK);
    expect(chains).toEqual(withOther);
  });

  it('says what iptables said when it cannot be used', async () => {
    const refuse: FirewallTool = () =>
      Promise.resolve({
        exitCode: 4,
        stdout: '',
        stderr: 'Permission denied (you must be root)',
        notFound: false,
        timedOut: false,
        aborted: false,
        outputTooLarge: false,
      });

    await expect(createFirewall(refuse, [4]).close(MARK, REACH)).rejects.toThrow('you must be root');
  });
});
