import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clusterHash } from '../../../../../services/clusters/kind/cluster-hash.ts';
import { hostResolvers } from '../../../../../services/clusters/kind/isolation/host-resolvers.ts';
import {
  createNetworkIsolation,
  type IsolationPolicy,
} from '../../../../../services/clusters/kind/isolation/network-isolation.ts';
import { createProgram } from '../../../../../services/clusters/kind/engine/program.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

const NAME = 'saiten-single-01a';
let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-isolation-'));
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

interface Setting {
  mode?: IsolationPolicy['mode'];
  answers?: Parameters<typeof scriptedRunner>[0];
  /** Whether the engine's networks are on this machine. */
  local?: boolean;
}

function isolation({ mode = 'try', answers = {}, local = true }: Setting) {
  const { run, commands } = scriptedRunner(answers);
  const warnings: string[] = [];

  const made = createNetworkIsolation({
    policy: { mode, egress: 'public', allowed: [] },
    dataFolder,
    runner: run,
    environment: {},
    docker: createProgram('docker', run, {}),
    logger: { info() {}, warn: (...words: unknown[]) => void warnings.push(String(words.at(-1))) },
    machine: { hasInterface: () => local, hasIpv6: () => false, resolvers: () => Promise.resolve([]) },
  });

  const programs = () => commands.map(({ program, args }) => [program, args[0]].join(' '));
  return { ...made, commands, programs, warnings };
}

const REFUSED = { exitCode: 4, stderr: 'Permission denied (you must be root)' };

describe('network isolation', () => {
  it("uses this machine's packet filter where the engine's networks are on it", async () => {
    const { close, programs } = isolation({});
    await close(NAME, 'node:v1');
    expect(programs()).toEqual(['iptables --wait', 'iptables-restore --noflush']);
  });

  it.each<[string, Setting]>([
    ['the engine is elsewhere', { local: false }],
    ['this user may not change rules', { answers: { iptables: REFUSED } }],
  ])('goes through the engine when %s', async (_, setting) => {
    const { close, commands, warnings } = isolation(setting);
    await close(NAME, 'node:v1');
    const helper = commands.filter(({ program }) => program === 'docker').map(({ args }) => args.join(' '));
    expect(helper).toHaveLength(2);
    expect(helper[1]).toMatch(/^run --rm .*--network=host --cap-drop=ALL --cap-add=NET_ADMIN .*node:v1/);
    expect(warnings).toEqual([]);
  });

  const nowhere = { iptables: REFUSED, docker: { exitCode: 125, stderr: 'no such image' } };

  it('says once in the log that there is none, and goes on', async () => {
    const { close, warnings } = isolation({ answers: nowhere });
    await close(NAME, 'node:v1');
    await close(NAME, 'node:v1');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('you must be root');
    expect(warnings[0]).toContain('no such image');
  });

  it('makes no cluster without where it is required', async () => {
    const { close } = isolation({ mode: 'require', answers: nowhere });

    await expect(close(NAME, 'node:v1')).rejects.toMatchObject({
      fault: 'configuration',
      code: 'network-isolation-missing',
      message: expect.stringContaining('SAITEN_NETWORK_ISOLATION') as unknown,
    });
  });

  it('does nothing where it is off', async () => {
    const { close, release, sweep, commands } = isolation({ mode: 'off' });
    await close(NAME, 'node:v1');
    await release(NAME);
    await sweep();
    expect(commands).toEqual([]);
  });

  it('remembers where the rules are for whoever removes the cluster', async () => {
    await isolation({ local: false }).close(NAME, 'node:v1');
    const text = await readFile(join(dataFolder, 'clusters', NAME, 'firewall.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ filter: 'engine', image: 'node:v1' });
    const other = isolation({});
    await other.release(NAME);
    expect(other.programs()).toEqual(['docker run']);
  });

  it('removes rules only of networks that are gone', async () => {
    const mark = clusterHash(NAME);
    const answers = { 'iptables --wait': { stdout: `-N SAITEN-IN-${mark}\n-N SAITEN-FW-${mark}\n` } };
    const there = isolation({ answers });
    await there.sweep();
    expect(there.programs()).toEqual(['iptables --wait']);
    const gone = isolation({ answers, local: false });
    await gone.sweep();
    const text = new TextDecoder().decode(gone.commands.at(-1)?.stdin);
    expect(text).toContain(`-X SAITEN-FW-${mark}`);
  });
});

describe('hostResolvers', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'those of the machine',
      { '/etc/resolv.conf': '# x\nnameserver 10.0.0.2\nnameserver fd00::1\n' },
      ['10.0.0.2'],
    ],
    [
      'what systemd-resolved asks, not itself',
      {
        '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
        '/run/systemd/resolve/resolv.conf': 'nameserver 192.168.1.1\n',
      },
      ['192.168.1.1'],
    ],
    ['none where no file is', {}, []],
  ])('finds %s', async (_, files, expected) => {
    const read = (file: string) =>
      files[file] === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(files[file]);

    expect(await hostResolvers(read)).toEqual(expected);
  });
});
