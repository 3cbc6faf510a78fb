import Type from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findProfile } from '../../../services/cluster/find-profile.ts';
import { kindConfiguration } from '../../../services/cluster/kind-configuration.ts';

const Configuration = Type.Object({
  nodes: Type.Array(
    Type.Object({
      role: Type.String(),
      labels: Type.Optional(Type.Record(Type.String(), Type.String())),
      extraMounts: Type.Optional(
        Type.Array(Type.Object({ hostPath: Type.String(), readOnly: Type.Boolean() })),
      ),
    }),
  ),
  kubeadmConfigPatches: Type.Array(Type.String()),
});

function compile(overrides: Partial<Parameters<typeof kindConfiguration>[0]> = {}) {
  const text = kindConfiguration({
    profile: findProfile('single'),
    cgroupVersion: 2,
    bootstrapToken: 'abc123.0123456789abcdef',
    admissionFolder: '/data/admission',
    ...overrides,
  });
  const { nodes, kubeadmConfigPatches } = Value.Parse(Configuration, parse(text));
  const patches = kubeadmConfigPatches.map((patch) => parse(patch) as Record<string, unknown>);
  const patch = (kind: string, version: string) =>
    patches.find(
      (candidate) => candidate['kind'] === kind && String(candidate['apiVersion']).endsWith(version),
    );
  return { nodes, patch };
}

describe('kindConfiguration', () => {
  it.each([
    ['single', ['control-plane']],
    ['w2', ['control-plane', 'worker', 'worker']],
  ])('gives profile %s its nodes', (profile, roles) => {
    const { nodes } = compile({ profile: findProfile(profile) });
    expect(nodes.map(({ role }) => role)).toEqual(roles);
  });

  it.each([
    [1, { failCgroupV1: false, cgroupDriver: 'cgroupfs' }],
    [2, { failCgroupV1: undefined, cgroupDriver: undefined }],
  ] as const)('sets the kubelet up for an engine with cgroup v%i', (cgroupVersion, expected) => {
    const kubelet = compile({ cgroupVersion }).patch('KubeletConfiguration', 'v1beta1');
    expect(kubelet).toMatchObject({ podPidsLimit: 512, syncFrequency: '10s', containerLogMaxSize: '5Mi' });
    expect({ failCgroupV1: kubelet?.['failCgroupV1'], cgroupDriver: kubelet?.['cgroupDriver'] }).toEqual(
      expected,
    );
  });

  it('writes extra arguments as a map for kubeadm v1beta3 and as a list for v1beta4', () => {
    const { patch } = compile();
    expect(patch('ClusterConfiguration', 'v1beta3')).toMatchObject({
      scheduler: { extraArgs: { 'leader-elect': 'false' } },
      etcd: { local: { dataDir: '/tmp/etcd', extraArgs: { 'unsafe-no-fsync': 'true' } } },
    });
    expect(patch('ClusterConfiguration', 'v1beta4')).toMatchObject({
      scheduler: { extraArgs: [{ name: 'leader-elect', value: 'false' }] },
      etcd: { local: { dataDir: '/tmp/etcd', extraArgs: [{ name: 'unsafe-no-fsync', value: 'true' }] } },
    });
  });

  it.each([
    ['v1beta3', undefined],
    ['v1beta4', 'ECDSA-P256'],
  ])('asks kubeadm %s for keys it can make: %s', (version, expected) => {
    expect(compile().patch('ClusterConfiguration', version)?.['encryptionAlgorithm']).toBe(expected);
  });

  it.each(['v1beta3', 'v1beta4'])("replaces kind's public bootstrap token on both sides (%s)", (version) => {
    const { patch } = compile();
    const token = 'abc123.0123456789abcdef';
    expect(patch('InitConfiguration', version)).toMatchObject({ bootstrapTokens: [{ token }] });
    expect(patch('JoinConfiguration', version)).toMatchObject({ discovery: { bootstrapToken: { token } } });
  });

  it('mounts the admission folder read-only into the control plane alone', () => {
    const { nodes } = compile({ profile: findProfile('w2') });
    expect(nodes.map(({ extraMounts }) => extraMounts?.[0])).toEqual([
      { hostPath: '/data/admission', containerPath: '/etc/saiten/admission', readOnly: true },
      undefined,
      undefined,
    ]);
  });

  it('spreads workers over the zones of a profile in turn', () => {
    const profile = { ...findProfile('w2'), workers: 3, zones: ['a', 'b'] };
    const { nodes } = compile({ profile });
    expect(nodes.map(({ labels }) => labels?.['topology.kubernetes.io/zone'])).toEqual([
      undefined,
      'a',
      'b',
      'a',
    ]);
  });

  it('refuses a profile nobody defined and lists those there are', () => {
    expect(() => findProfile('w9')).toThrow(/single, w2.*"w9"/);
  });

  it.each([
    ['mounts time zones where the machine has them', '/usr/share/zoneinfo', true],
    ['mounts none where it has not', undefined, false],
  ])('%s', (_case, zoneinfoFolder, expected) => {
    const { nodes, patch } = compile({ zoneinfoFolder });
    const text = JSON.stringify([nodes, patch('ClusterConfiguration', 'v1beta4')]);
    expect(text.split('saiten-zoneinfo').length - 1).toBe(expected ? 2 : 0);
  });
});
