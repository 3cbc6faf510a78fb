import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Cluster, Sandbox } from '../../../services/domain/clusters/cluster.ts';
import { createCommandRunner } from '../../../services/clusters/kind/engine/command-runner.ts';
import { findProfile } from '../../../services/clusters/kind/profiles/find-profile.ts';
import { nodeOf } from '../../../services/clusters/kind/nodes/node-of.ts';
import { kindEngine } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';

const engine = await kindEngine();
const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.53';
const MIB = 1024 * 1024;
/** Of a quantity as nodes write memory: `24684096Ki`, `2716Mi`. */
const bytesOf = (quantity: string) => Number.parseInt(quantity, 10) * (quantity.endsWith('Mi') ? MIB : 1024);
const PREFIX = `t${randomBytes(4).toString('hex')}`;
const NAME = `${PREFIX}-single-01a`;
/** The one that kind has made, after which the other was made. */
const MODEL = `${PREFIX}-single-01m`;
const signal = new AbortController().signal;

let dataFolder: string;
let cluster: Cluster;
let first: Sandbox;
let second: Sandbox;

/** What kind was asked to do. */
const kindRuns: string[] = [];

const provider = () => {
  const runner = createCommandRunner();
  return kindProvider({
    ...{ prefix: PREFIX, dataFolder, createTimeoutMs: 600_000 },
    runner(command) {
      if (command.program === 'kind') kindRuns.push(command.args.join(' '));
      return runner(command);
    },
  });
};

/** Runs the cluster's own kubectl as one identity of one sandbox. */
async function kubectl(sandbox: Sandbox, context: 'learner' | 'grader', args: string[], input = '') {
  const kubeconfig = join(dataFolder, `${sandbox.namespace}.kubeconfig`);
  await writeFile(kubeconfig, sandbox.kubeconfig, { mode: 0o600 });
  return execa(cluster.kubectlPath, ['--kubeconfig', kubeconfig, '--context', context, ...args], {
    reject: false,
    input,
    all: true,
  });
}

const pod = (name: string, spec: object) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });

const container = (more: object = {}) => ({ name: 'c', image: AGNHOST, args: ['pause'], ...more });

const administrate = (args: string[], name = NAME) =>
  execa(cluster.kubectlPath, ['--kubeconfig', join(dataFolder, 'clusters', name, 'kubeconfig'), ...args]);

/** All but the port, which is each cluster's own. */
const DESCRIBED =
  '{{json .Config}} {{with .HostConfig}}{{json .Binds}} {{json .Tmpfs}} {{.Privileged}} {{json .SecurityOpt}} {{json .RestartPolicy}} ' +
  '{{.CgroupnsMode}} {{.NetworkMode}} {{.Memory}} {{.PidsLimit}} {{.Init}} {{.Runtime}}{{end}} ' +
  '{{range $port, $to := .HostConfig.PortBindings}}{{$port}} {{range $to}}{{.HostIp}}{{end}}{{end}}';

const FILES = 'find /kind /etc/kubernetes -type f -printf "%p %m %u\n" | sort';
const NODE = 'jsonpath={.items[*].metadata.labels} {.items[*].spec.taints} {.items[*].spec.providerID}';
const SYSTEM = ['get', '--namespace', 'kube-system'];
const NAMES = 'jsonpath={.items[*].metadata.name}';

beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-cluster-'));
  const clusters = provider();
  const request = { profile: 'single', tools: [], signal };
  await clusters.create({ ...request, name: MODEL });
  cluster = await clusters.create({ ...request, name: NAME });
  first = await cluster.openSandbox({ podSecurity: 'baseline', signal });
  second = await cluster.openSandbox({ podSecurity: 'restricted', signal });
}, 900_000);

afterAll(async () => {
  if (!engine.available) return;
  for (const name of [MODEL, NAME]) await provider().destroy(name);
  await rm(dataFolder, { recursive: true, force: true });
}, 300_000);

describe.skipIf(!engine.available)('a single-node kind cluster', () => {
  it('starts with the data of an unused cluster, and with nothing of that one alone', async () => {
    const node = `${NAME}-control-plane`;
    const { stdout: image } = await execa('docker', ['inspect', '--format', '{{.Config.Image}}', node]);
    expect(image).toMatch(/^saiten-node-snapshot:/);
    const { stdout: kinds } = await administrate(['api-resources', '--verbs', 'list', '--output', 'name']);
    const all = kinds.split('\n').filter((kind) => !/^(events|leases)\b/.test(kind));
    const { stdout: found } = await administrate(['get', all.join(), '--all-namespaces', '--output', 'yaml']);
    expect([found.includes(node), found.includes('snapshot-source')]).toEqual([true, false]);
  });

  it('is made as kind has made the one before it, without kind', () => {
    const created = kindRuns.filter((run) => run.startsWith('create cluster'));

    expect(created.filter((run) => run.includes('-single-'))).toEqual([
      expect.stringContaining(`--name ${MODEL} `) as unknown,
    ]);
  });

  it.each<[string, (name: string) => Promise<{ stdout: string }>]>([
    ['its container', (name) => execa('docker', ['inspect', '--format', DESCRIBED, nodeOf(name)])],
    [
      'what kind and kubeadm left in it',
      (name) => execa('docker', ['exec', nodeOf(name), 'sh', '-c', FILES]),
    ],
    ['labels and taints of its node', (name) => administrate(['get', 'nodes', '--output', NODE], name)],
    ['its own pods', (name) => administrate([...SYSTEM, 'pods', '--output', NAMES], name)],
    ['its classes of storage', (name) => administrate(['get', 'storageclasses', '--output', 'name'], name)],
  ])('is like one that kind makes: %s', async (_, look) => {
    const [made, model] = await Promise.all([NAME, MODEL].map(look));

    const alike = (found: { stdout: string } | undefined, name: string) =>
      found?.stdout.replaceAll(name, 'NAME').replaceAll(/-[a-z0-9]{5}(?= |$)/g, '-RANDOM');

    expect(alike(made, NAME)).toBe(alike(model, MODEL));
  });

  it('is like one that kind makes: what kubeadm was told', async () => {
    const told = async (name: string): Promise<unknown[]> => {
      const { stdout } = await execa('docker', ['exec', nodeOf(name), 'cat', '/kind/kubeadm.conf']);
      const own = [name, /[a-z0-9]{6}\.[a-z0-9]{16}/g, /\b1(?:72|92)(\.\d+){3}\b/g];
      const text = own.reduce<string>((found, each) => found.replaceAll(each, 'OWN'), stdout);
      return parseAllDocuments(text).map((document) => {
        // kind has kubeadm taint the node, and takes that back when kubeadm has ended.
        if (document.has('nodeRegistration')) document.deleteIn(['nodeRegistration', 'taints']);
        return document.toJS() as unknown;
      });
    };

    const [made, model] = await Promise.all([NAME, MODEL].map(told));
    expect(made).toEqual(model);
  });

  it('is known to kind', async () => {
    const { stdout } = await execa('kind', ['get', 'nodes', '--name', NAME]);
    expect(stdout).toBe(nodeOf(NAME));
  });

  it('is the only address of the service kubernetes', async () => {
    const ip = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
    const { stdout: address } = await execa('docker', ['inspect', '--format', ip, `${NAME}-control-plane`]);
    const path = 'jsonpath={.items[*].endpoints[*].addresses[*]}';
    const slices = ['get', 'endpointslices', '--selector', 'kubernetes.io/service-name=kubernetes'];
    expect((await administrate([...slices, '--output', path])).stdout).toBe(address);
  });

  it('runs what the learner deploys, without a token in the pods', async () => {
    const created = await kubectl(first, 'learner', [
      'create',
      'deployment',
      'web',
      '--image',
      AGNHOST,
      '--',
      '/agnhost',
      'pause',
    ]);

    expect(created.all).toContain('created');

    const rollout = await kubectl(first, 'learner', [
      'rollout',
      'status',
      'deployment/web',
      '--timeout=240s',
    ]);

    expect(rollout.all).toContain('successfully rolled out');
    const token = await kubectl(first, 'learner', ['exec', 'deployment/web', '--', 'ls', '/var/run/secrets']);
    expect(token.all).toContain('No such file or directory');
  });

  it.each([
    [
      'patch a status',
      [
        'patch',
        'deployment',
        'web',
        '--subresource=status',
        '--type=merge',
        '-p',
        '{"status":{"replicas":9}}',
      ],
    ],
    ['read nodes', ['get', 'nodes']],
    ['read secrets of kube-system', ['-n', 'kube-system', 'get', 'secrets']],
    ['list namespaces', ['get', 'namespaces']],
    ['mint a token', ['create', 'token', 'default']],
    ['change the quota', ['delete', 'resourcequota', 'saiten']],
    ['bind a role', ['create', 'rolebinding', 'x', '--clusterrole=cluster-admin', '--user=me']],
    [
      'run a command in pods of the cluster',
      ['-n', 'kube-system', 'exec', `etcd-${NAME}-control-plane`, '--', 'true'],
    ],
  ])('does not let the learner %s', async (_, args) => {
    const { exitCode, all } = await kubectl(first, 'learner', args);
    expect(all).toContain('orbidden');
    expect(exitCode).not.toBe(0);
  });

  it.each([
    ['privileged', { containers: [container({ securityContext: { privileged: true } })] }],
    ['hostPath', { containers: [container()], volumes: [{ name: 'v', hostPath: { path: '/' } }] }],
    ['hostPID', { containers: [container()], hostPID: true }],
  ])('refuses a pod with %s by Pod Security', async (name, spec) => {
    const { all } = await kubectl(first, 'learner', ['apply', '-f', '-'], pod(name.toLowerCase(), spec));
    expect(all).toContain('violates PodSecurity "baseline');
  });

  it('holds a sandbox to the stricter level when asked', async () => {
    const manifest = pod('plain', { containers: [container()] });
    expect((await kubectl(first, 'learner', ['apply', '-f', '-'], manifest)).exitCode).toBe(0);

    expect((await kubectl(second, 'learner', ['apply', '-f', '-'], manifest)).all).toContain(
      'violates PodSecurity "restricted',
    );
  });

  it('holds namespaces without a label to baseline too', async () => {
    const { stderr } = await execa(
      cluster.kubectlPath,
      ['--kubeconfig', join(dataFolder, 'clusters', NAME, 'kubeconfig'), 'apply', '-f', '-'],
      { input: pod('host', { containers: [container()], hostNetwork: true }), reject: false },
    );

    expect(stderr).toContain('violates PodSecurity "baseline');
  });

  it.each(['learner', 'grader'] as const)('keeps the %s of one sandbox out of the other', async (who) => {
    const { all } = await kubectl(first, who, ['-n', second.namespace, 'create', 'configmap', 'x']);
    expect(all).toContain('orbidden');
    const secrets = await kubectl(first, who, ['-n', second.namespace, 'get', 'secrets']);
    expect(secrets.all).toContain('orbidden');
  });

  it('lets a grader act as the learner of its own sandbox alone', async () => {
    const suffix = second.namespace.replace('exercise-', '');
    const foreign = await kubectl(first, 'grader', ['--as', `saiten:learner:${suffix}`, 'get', 'pods']);
    expect(foreign.all).toContain('cannot impersonate');

    const admin = await kubectl(first, 'grader', [
      '--as',
      'kubernetes-admin',
      '--as-group',
      'system:masters',
      'get',
      'pods',
    ]);

    expect(admin.all).toContain('cannot impersonate');
  });

  it.each([
    ['nodes', ['get', 'nodes'], true],
    ['pods everywhere', ['get', 'pods', '-A'], true],
    ['secrets of the submission', ['-n', 'EXERCISE', 'get', 'secrets'], true],
    ['secrets of kube-system', ['-n', 'kube-system', 'get', 'secrets'], false],
    ['all secrets', ['get', 'secrets', '-A'], false],
  ] as const)('shows the grader %s: %j -> %s', async (_, args, allowed) => {
    const named = args.map((argument) => (argument === 'EXERCISE' ? first.namespace : argument));
    const { exitCode } = await kubectl(first, 'grader', named);
    expect(exitCode === 0).toBe(allowed);
  });

  it('lets the grader do as it likes in its own namespace and only read in the exercise', async () => {
    expect((await kubectl(first, 'grader', ['create', 'configmap', 'mine'])).exitCode).toBe(0);
    const { all } = await kubectl(first, 'grader', ['-n', first.namespace, 'delete', 'deployment', 'web']);
    expect(all).toContain('orbidden');
  });

  it('lets the grader end one container of the submission from outside', async () => {
    const status = [
      'get',
      'pods',
      '-l',
      'app=web',
      '-o',
      'jsonpath={.items[0].status.containerStatuses[0].containerID}',
    ];

    const id = (await kubectl(first, 'learner', status)).stdout.replace('containerd://', '');
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const request = { node: `${NAME}-control-plane`, container: id };
    const question = { operation: 'end-container', request };
    const asked = { sandbox: first, tools: ['end-container'], signal };
    expect(await cluster.askHost(question, asked)).toMatchObject({ processes: expect.any(Number) as number });

    const restarted = [
      'wait',
      'pods',
      '-l',
      'app=web',
      '--timeout=120s',
      '--for=jsonpath={.status.containerStatuses[0].restartCount}=1',
    ];

    expect((await kubectl(first, 'learner', restarted)).all).toContain('condition met');
  });

  it('renders a kustomization in the node, without reaching out', async () => {
    const files = new Map([
      ['v1/kustomization.yaml', 'resources: [../base]\nnamePrefix: a-\n'],
      ['base/kustomization.yaml', 'resources: [map.yaml]\n'],
      ['base/map.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n'],
      ['remote/kustomization.yaml', 'resources: ["https://example.com/map.yaml"]\n'],
      ['secret/kustomization.yaml', 'resources: [/etc/kubernetes/admin.conf]\n'],
    ]);

    expect(await cluster.renderKustomize(files, 'v1', { signal })).toContain('name: a-x');
    for (const folder of ['remote', 'secret', 'none'])
      await expect(cluster.renderKustomize(files, folder, { signal })).rejects.toMatchObject({
        fault: 'learner',
        code: 'kustomize-failed',
      });

    const left = await execa('docker', [
      'exec',
      `${NAME}-control-plane`,
      'sh',
      '-c',
      'ls -d /tmp/tmp.* 2>/dev/null | wc -l',
    ]);

    expect(left.stdout.trim()).toBe('0');
  });

  it('keeps no token with which a node could join', async () => {
    const { stdout } = await administrate(['-n', 'kube-system', 'get', 'secrets', '-o', 'name']);
    expect(stdout).not.toContain('bootstrap-token');
  });

  it('offers pods what its container may use, and no more', async () => {
    const path = '{.items[0].status.allocatable.memory} {.items[0].status.capacity.memory}';
    const { stdout } = await administrate(['get', 'nodes', '-o', `jsonpath=${path}`]);
    const [allocatable = 0, capacity = 0] = stdout.split(' ').map(bytesOf);
    const { limits } = findProfile('single');
    const limit = Math.min(limits.memoryMiB * MIB, capacity);
    expect(allocatable).toBe(limit - (limits.daemonsMiB + limits.evictionMiB) * MIB);
    const form = '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}';
    const container = await execa('docker', ['inspect', '--format', form, `${NAME}-control-plane`]);
    expect(container.stdout).toBe(`${Math.floor(limit / MIB) * MIB} ${limits.pids}`);
  });

  it('leaves a pod that asks for more than that pending, and names the reason', async () => {
    const { limits } = findProfile('single');
    const memory = `${limits.memoryMiB}Mi`;
    const resources = { requests: { memory }, limits: { memory } };
    const large = pod('large', { containers: [container({ resources })] });
    expect((await kubectl(first, 'learner', ['apply', '-f', '-'], large)).exitCode).toBe(0);
    const unscheduled = ['wait', 'pod/large', '--timeout=60s', '--for=condition=PodScheduled=false'];
    expect((await kubectl(first, 'learner', unscheduled)).all).toContain('condition met');
    const why = ['get', 'pod', 'large', '-o', 'jsonpath={.status.conditions[0].message}'];
    expect((await kubectl(first, 'learner', why)).stdout).toContain('Insufficient memory');
  });

  it('is removed with all that carries its name, and may be removed again', async () => {
    await provider().destroy(NAME);
    await provider().destroy(NAME);

    const containers = await execa('docker', [
      'ps',
      '-aq',
      '--filter',
      `label=io.x-k8s.kind.cluster=${NAME}`,
    ]);

    const networks = await execa('docker', [
      'network',
      'ls',
      '-q',
      '--filter',
      `label=saiten.cluster=${NAME}`,
    ]);

    expect([containers.stdout, networks.stdout]).toEqual(['', '']);
    await expect(access(join(dataFolder, 'clusters', NAME))).rejects.toThrow('ENOENT');
  });
});
