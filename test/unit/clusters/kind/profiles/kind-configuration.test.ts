import Type from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findProfile } from '../../../../../services/clusters/kind/profiles/find-profile.ts';
import { kindConfiguration } from '../../../../../services/clusters/kind/profiles/kind-configuration.ts';

const ENGINE = { cgroupVersion: 2, cpus: 2, memoryBytes: 2 * 1024 ** 3 } as const;
const ZONE = 'topology.kubernetes.io/zone';

const Configuration = Type.Object({
  networking: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  nodes: Type.Array(
    Type.Object({
      role: Type.String(),
      labels: Type.Optional(Type.Record(Type.String(), Type.String())),
      kubeadmConfigPatches: Type.Optional(Type.Array(Type.String())),
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
    engine: ENGINE,
    bootstrapToken: 'abc123.0123456789abcdef',
    admissionFolder: '/data/admission',
    ...overrides,
  });

  const { nodes, kubeadmConfigPatches, networking } = Value.Parse(Configuration, parse(text));
  const patches = kubeadmConfigPatches.map((patch) => parse(patch) as Record<string, unknown>);

  const patch = (kind: string, version: string) =>
    patches.find(
      (candidate) => candidate['kind'] === kind && String(candidate['apiVersion']).endsWith(version),
    );

  return { nodes, patch, networking };
}

describe('kindConfiguration', () => {
  it.each([
    ['single', ['control-plane']],
    ['w2', ['control-plane', 'worker', 'worker']],
    ['w3z', ['control-plane', 'worker', 'worker', 'worker']],
    ['w4z', ['control-plane', 'worker', 'worker', 'worker', 'worker']],
    ['admin', ['control-plane']],
    ['ha3', ['control-plane', 'control-plane', 'control-plane', 'worker', 'worker']],
    ['pair', ['control-plane']],
  ])('gives profile %s its nodes', (profile, roles) => {
    const { nodes } = compile({ profile: findProfile(profile) });
    expect(nodes.map(({ role }) => role)).toEqual(roles);
  });

  it.each([
    [1, { failCgroupV1: false, cgroupDriver: 'cgroupfs' }],
    [2, { failCgroupV1: undefined, cgroupDriver: undefined }],
  ] as const)('sets the kubelet up for an engine with cgroup v%i', (cgroupVersion, expected) => {
    const kubelet = compile({ engine: { ...ENGINE, cgroupVersion } }).patch(
      'KubeletConfiguration',
      'v1beta1',
    );

    expect(kubelet).toMatchObject({ podPidsLimit: 512, syncFrequency: '10s', containerLogMaxSize: '5Mi' });

    expect({ failCgroupV1: kubelet?.['failCgroupV1'], cgroupDriver: kubelet?.['cgroupDriver'] }).toEqual(
      expected,
    );
  });

  it('writes extra arguments as a map for kubeadm v1beta3 and as a list for v1beta4', () => {
    const { patch } = compile();
    const scheduler = { 'leader-elect': 'false', 'kube-api-qps': '200', 'kube-api-burst': '400' };
    expect(patch('ClusterConfiguration', 'v1beta3')?.['scheduler']).toEqual({ extraArgs: scheduler });

    expect(patch('ClusterConfiguration', 'v1beta4')?.['scheduler']).toEqual({
      extraArgs: Object.entries(scheduler).map(([name, value]) => ({ name, value })),
    });
  });

  it.each([
    ['single', true],
    ['ha3', false],
  ])('lets an etcd that is alone (%s) elect itself at once: %s', (profile, expected) => {
    const { patch } = compile({ profile: findProfile(profile) });
    const text = JSON.stringify(patch('ClusterConfiguration', 'v1beta4'));
    expect([text.includes('unsafe-no-fsync'), text.includes('election-timeout')]).toEqual([true, expected]);
  });

  it.each([
    ['v1beta3', false],
    ['v1beta4', true],
  ])('spares memory for processor time where kubeadm can (%s): %s', (version, expected) => {
    expect(JSON.stringify(compile().patch('ClusterConfiguration', version)).includes('GOGC')).toBe(expected);
  });

  it.each([
    ['v1beta3', false],
    ['v1beta4', true],
  ])('keeps HTTP from the port of an etcd that is new enough (%s): %s', (version, expected) => {
    const { etcd } = compile().patch('ClusterConfiguration', version) as { etcd: object };
    expect(JSON.stringify(etcd).includes('listen-client-http-urls')).toBe(expected);
  });

  it('leaves to the data of a snapshot what it brings', () => {
    const { networking, patch } = compile({ fromSnapshot: true });
    expect(networking).toEqual({ disableDefaultCNI: true });

    expect(patch('InitConfiguration', 'v1beta4')?.['skipPhases']).toEqual(
      expect.arrayContaining(['upload-config', 'bootstrap-token', 'addon']),
    );
  });

  it.each([true, false])(
    'serves with one pair where a node is alone and starts from a snapshot: %s',
    (fromSnapshot) => {
      const { patch } = compile({ fromSnapshot });

      const { scheduler, controllerManager } = patch('ClusterConfiguration', 'v1beta3') as {
        scheduler: {
          extraArgs: Record<string, string>;
          extraVolumes?: { hostPath: string; readOnly: boolean }[];
        };
        controllerManager: { extraArgs: Record<string, string> };
      };

      const names = [
        patch('KubeletConfiguration', 'v1beta1')?.['tlsPrivateKeyFile'],
        ...[scheduler, controllerManager].map(({ extraArgs }) => extraArgs['tls-private-key-file']),
      ];

      expect(names).toEqual(Array(3).fill(fromSnapshot ? '/etc/kubernetes/pki/apiserver.key' : undefined));

      expect(scheduler.extraVolumes?.map(({ hostPath, readOnly }) => [hostPath, readOnly])).toEqual(
        fromSnapshot
          ? ['crt', 'key'].map((ending) => [`/etc/kubernetes/pki/apiserver.${ending}`, true])
          : undefined,
      );
    },
  );

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

  it.each([
    ['w3z', ['a', 'b', 'c']],
    ['w4z', ['a', 'a', 'b', 'c']],
  ])('puts the workers of %s into their zones', (profile, zones) => {
    const { nodes } = compile({ profile: findProfile(profile) });
    expect(nodes.map(({ labels }) => labels?.[ZONE])).toEqual([undefined, ...zones]);
  });

  it('taints the accelerator node of w4z alone, for both forms of kubeadm', () => {
    const { nodes } = compile({ profile: findProfile('w4z') });
    const taint = { key: 'accel', value: 'true', effect: 'NoSchedule' };

    const patch = (version: string) => ({
      apiVersion: `kubeadm.k8s.io/${version}`,
      kind: 'JoinConfiguration',
      nodeRegistration: { taints: [taint] },
    });

    expect(
      nodes.map(({ kubeadmConfigPatches }) => kubeadmConfigPatches?.map((text): unknown => parse(text))),
    ).toEqual([undefined, undefined, [patch('v1beta3'), patch('v1beta4')], undefined, undefined]);
  });

  it.each(['v1beta3', 'v1beta4'])('has the API server of admin read its files (%s)', (version) => {
    const text = JSON.stringify(
      compile({ profile: findProfile('admin') }).patch('ClusterConfiguration', version),
    );

    expect(text).toContain('/etc/saiten/admission/audit.yaml');
    expect(text).toContain('/etc/saiten/admission/encryption.yaml');
    expect(text).toContain('DirectoryOrCreate');
  });

  it('gives the two clusters of a pair ranges of their own', () => {
    const profile = findProfile('pair');

    expect(profile.members.map((member) => compile({ profile, member }).networking)).toEqual([
      { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
      { podSubnet: '10.245.0.0/16', serviceSubnet: '10.97.0.0/16' },
    ]);
  });

  it.each([
    ['what the machine has beyond the limit', 16, 24, { memory: `${21 * 1024 * 1024}Ki`, cpu: '12' }],
    ['nothing on a machine below the limit', 2, 2, {}],
  ])('reserves %s', (_case, cpus, gibibytes, expected) => {
    const engine = { ...ENGINE, cpus, memoryBytes: gibibytes * 1024 ** 3 };
    const kubelet = compile({ engine }).patch('KubeletConfiguration', 'v1beta1');
    expect(kubelet).toMatchObject({ systemReserved: expected, kubeReserved: { memory: '256Mi' } });
  });

  it('leaves reservations to the learner where the exercise is about them', () => {
    const kubelet = compile({ profile: findProfile('learner') }).patch('KubeletConfiguration', 'v1beta1');
    expect(Object.keys(kubelet ?? {})).not.toContain('systemReserved');

    expect(Object.keys((kubelet?.['evictionHard'] as object | undefined) ?? {})).not.toContain(
      'memory.available',
    );
  });

  it.each([
    ['single', ['preflight', 'kubelet-finalize', 'show-join-command']],
    ['w2', ['preflight', 'kubelet-finalize', 'show-join-command']],
    ['admin', ['preflight']],
  ])('leaves out what a cluster of %s can do without, and what kind leaves out', (profile, skipPhases) => {
    const { patch } = compile({ profile: findProfile(profile) });
    // Older ones do not ask again when the API server does not answer yet.
    const notWaited = skipPhases.length > 1 ? ['wait-control-plane'] : [];

    expect(patch('InitConfiguration', 'v1beta4')).toMatchObject({
      skipPhases: [...skipPhases, ...notWaited],
    });

    expect(patch('InitConfiguration', 'v1beta3')).toMatchObject({ skipPhases });
  });

  it('switches eviction on that kind switches off', () => {
    const kubelet = compile().patch('KubeletConfiguration', 'v1beta1');

    expect(kubelet?.['evictionHard']).toMatchObject({
      'memory.available': '100Mi',
      'nodefs.available': '1Gi',
    });
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
