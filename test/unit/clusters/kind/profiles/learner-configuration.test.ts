import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { learnerConfiguration } from '../../../../../services/clusters/kind/profiles/learner-configuration.ts';

const options = { cluster: 'test-learner-01a', scratchFolder: '/data/scratch' };

const cluster = (more: object = {}, worker: object = {}) =>
  stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: [{ role: 'control-plane' }, { role: 'worker', ...worker }],
    ...more,
  });

const read = (text: string) => learnerConfiguration(text, options);
const patch = (value: object) => ({ kubeadmConfigPatches: [stringify(value)] });

const changes = (value: object[]) => ({
  kubeadmConfigPatchesJSON6902: [
    { group: 'kubeadm.k8s.io', version: 'v1beta4', kind: 'JoinConfiguration', patch: stringify(value) },
  ],
});

const ARGS = '/nodeRegistration/kubeletExtraArgs';

describe('learnerConfiguration', () => {
  it("drops the learner's names and images and listens on loopback", () => {
    const networking = { apiServerAddress: '0.0.0.0', podSubnet: '10.8.0.0/16' };
    const text = cluster({ name: 'mine', networking }, { image: 'evil/node', labels: { size: 'small' } });
    const { nodes, members } = read(text);
    expect(nodes[1]).toEqual({ role: 'worker', labels: { size: 'small' }, checked: {} });
    expect(members).toEqual([{ networking: { apiServerAddress: '127.0.0.1', podSubnet: '10.8.0.0/16' } }]);
  });

  it('keeps every mount in the scratch folder, one folder for equal paths', () => {
    const mounts = ['/', '/etc', '/'].map((hostPath, index) => ({
      hostPath,
      containerPath: `/data/${index}`,
    }));

    const { nodes, mountedFolders = [] } = read(cluster({}, { extraMounts: mounts }));

    const used = (nodes[1]?.checked?.['extraMounts'] as { hostPath: string }[]).map(
      ({ hostPath }) => hostPath,
    );

    expect(mountedFolders.every((folder) => /^\/data\/scratch\/[0-9a-f]{16}$/.test(folder))).toBe(true);
    expect(used).toEqual([mountedFolders[0], mountedFolders[1], mountedFolders[0]]);
  });

  it('moves host ports by one distance, so that two that collide still do', () => {
    const mapping = (hostPort: number) => ({ containerPort: 30080, hostPort, listenAddress: '0.0.0.0' });
    const { nodes } = read(cluster({}, { extraPortMappings: [mapping(8080), mapping(8081), mapping(8080)] }));
    const moved = nodes[1]?.checked?.['extraPortMappings'] as { hostPort: number; listenAddress: string }[];
    const [first = 0] = moved.map(({ hostPort }) => hostPort);
    expect(moved.map(({ hostPort }) => hostPort)).toEqual([first, first + 1, first]);
    expect(first).toBeGreaterThanOrEqual(20_000);
    expect(moved.map(({ listenAddress }) => listenAddress)).toEqual(Array(3).fill('127.0.0.1'));
  });

  it.each<[string, object]>([
    [
      'a list of flags',
      patch({
        kind: 'JoinConfiguration',
        nodeRegistration: { kubeletExtraArgs: [{ name: 'max-pods', value: '40' }] },
      }),
    ],
    [
      'a map of flags',
      patch({ kind: 'JoinConfiguration', nodeRegistration: { kubeletExtraArgs: { 'max-pods': '40' } } }),
    ],
    ['reservations', patch({ kind: 'KubeletConfiguration', systemReserved: { memory: '2Gi' } })],
    [
      'one more flag by RFC 6902',
      changes([{ op: 'add', path: `${ARGS}/-`, value: { name: 'max-pods', value: '40' } }]),
    ],
  ])('takes %s', (_, worker) => {
    const checked = read(cluster({}, worker)).nodes[1]?.checked;
    expect(Object.keys(checked ?? {})).toEqual(Object.keys(worker));
  });

  it.each<[string, string, string]>([
    ['no YAML', 'nodes: [', 'no YAML'],
    ['an alias', 'a: &x {}\nb: *x\n', 'no YAML'],
    ['an unknown field', cluster({ featureGates: { X: true } }), 'featureGates'],
    ['a patch of containerd', cluster({ containerdConfigPatches: ['x'] }), 'containerdConfigPatches'],
    [
      'six nodes',
      cluster({ nodes: Array.from({ length: 6 }, () => ({ role: 'control-plane' })) }),
      '6 nodes',
    ],
    ['no control plane first', cluster({ nodes: [{ role: 'worker' }] }), 'not control-plane'],
    [
      'a mount over the node',
      cluster({}, { extraMounts: [{ hostPath: '/x', containerPath: '/etc/kubernetes' }] }),
      'containerPath',
    ],
    [
      'a mount that climbs',
      cluster({}, { extraMounts: [{ hostPath: '/x', containerPath: '/data/../etc' }] }),
      'containerPath',
    ],
    [
      'a patch of the API server',
      cluster({}, patch({ kind: 'ClusterConfiguration', apiServer: {} })),
      'kind',
    ],
    [
      'another kubelet flag',
      cluster(
        {},
        patch({ kind: 'JoinConfiguration', nodeRegistration: { kubeletExtraArgs: { 'root-dir': '/' } } }),
      ),
      'kubeletExtraArgs',
    ],
    [
      'another kubelet field',
      cluster({}, patch({ kind: 'KubeletConfiguration', staticPodPath: '/x' })),
      'staticPodPath',
    ],
    ['a change elsewhere', cluster({}, changes([{ op: 'add', path: '/discovery', value: {} }])), 'JSON6902'],
  ])('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        fault: 'learner',
        code: 'kind-configuration-refused',
        message: expect.stringContaining(message) as unknown,
      }) as Error,
    );
  });
});
