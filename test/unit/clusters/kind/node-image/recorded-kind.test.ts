import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import type {
  EngineRequest,
  EngineSocket,
} from '../../../../../services/clusters/kind/engine/engine-socket.ts';
import type { KindCreation } from '../../../../../services/clusters/kind/kind.ts';
import { recordedKind } from '../../../../../services/clusters/kind/node-image/recorded-kind.ts';

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
clusterName: CLUSTER
kind: ClusterConfiguration
---
apiVersion: kubeadm.k8s.io/v1beta4
bootstrapTokens:
  - token: TOKEN
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.9.8.7
`;

const ADMIN = `apiVersion: v1
kind: Config
clusters:
  - name: kubernetes
    cluster:
      server: https://x-control-plane:6443
`;

/** Of the recorded container alone: Docker Desktop writes it. */
const OF_DESKTOP = { 'desktop.docker.io/ports/6443/tcp': ':1' };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-recorded-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** One cluster as it would be asked of kind; the file receives its kubeconfig. */
function creation(name: string, more: Partial<KindCreation> = {}): KindCreation {
  const own = [`/data/${name}/files`, `token-of-${name}`];
  return {
    ...{ name, network: name, image: 'snapshot:1', timeoutMs: 1000, own },
    configuration: `mounts ${own[0]}, lets ${own[1]} in`,
    kubeconfigFile: join(folder, name),
    signal: new AbortController().signal,
    ...more,
  };
}

interface Story {
  /** How programs in a node end, by what they start with. */
  exec?: Partial<CommandOutcome>;
  hasSocket?: boolean;
  /** Address of the node in the cluster's network. */
  address?: string;
  /** What the engine answers to the creation of a container. */
  made?: { status: number; text: string };
}

/** An engine whose containers are all as kind has made the first; says who was asked for what. */
function setUp({
  exec = {},
  hasSocket = true,
  address = '10.9.8.7',
  made = { status: 201, text: '{"Id":"id-1"}' },
}: Story = {}) {
  const did: string[] = [];
  const bodies: Record<string, unknown>[] = [];
  const commands: (readonly string[])[] = [];
  const story = { exec, made };
  let recorded = '';
  let port = 40_000;

  const inspection = () => ({
    Config: {
      Hostname: `${recorded}-control-plane`,
      Image: 'snapshot:1',
      Labels: { 'io.x-k8s.kind.cluster': recorded, ...(bodies.length === 0 && OF_DESKTOP) },
    },
    HostConfig: {
      Privileged: true,
      NetworkMode: recorded,
      Binds: [`/data/${recorded}/files:/files:ro`],
      PortBindings: { '6443/tcp': [{ HostIp: '127.0.0.1', HostPort: '1' }] },
    },
    NetworkSettings: {
      Networks: { [recorded]: { IPAddress: address } },
      Ports: { '6443/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
    },
  });

  const socket: EngineSocket = {
    async ask({ method, path, body }: EngineRequest) {
      did.push(`${method} ${path}`);

      if (body !== undefined) {
        bodies.push(body as Record<string, unknown>);
        return story.made;
      }

      return method === 'POST'
        ? { status: 204, text: '' }
        : { status: 200, text: JSON.stringify(inspection()) };
    },
    stream: () => Promise.reject(new Error('nothing is streamed')),
  };

  const kind = recordedKind({
    kind: {
      version: async () => 'kind v0.33.0',
      async createCluster({ name }) {
        did.push(`kind makes ${name}`);
        recorded = name;
      },
    },
    docker: {
      async exec({ command }) {
        commands.push(command);
        const ended = { notFound: false, timedOut: false, aborted: false, outputTooLarge: false };

        const stdout =
          command[0] === 'cat'
            ? KUBEADM.replace('CLUSTER', recorded).replace('TOKEN', `token-of-${recorded}`)
            : ADMIN;

        return { ...ended, exitCode: 0, stdout, stderr: '', ...(command[0] === 'cat' ? {} : story.exec) };
      },
    },
    engineSocket: async () => (hasSocket ? socket : undefined),
    freePort: async () => ++port,
    async removeNodeLabel(_kubeconfig, node, label) {
      did.push(`takes ${label} from ${node}`);
    },
    logger: { info() {} },
  });

  const byKind = () => did.filter((each) => each.startsWith('kind makes')).map((each) => each.split(' ')[2]);
  return { kind, did, bodies, commands, story, byKind };
}

describe('recordedKind', () => {
  it('starts the second cluster as kind has started the first', async () => {
    const { kind, did } = setUp();
    await kind.createCluster(creation('one'));
    did.length = 0;
    await kind.createCluster(creation('two'));

    expect(did).toEqual([
      'POST /containers/create?name=two-control-plane',
      'POST /containers/id-1/start',
      'GET /containers/id-1/json',
      'takes node.kubernetes.io/exclude-from-external-load-balancers from two-control-plane',
    ]);
  });

  it('gives it its own name, network, folder and port', async () => {
    const { kind, bodies } = setUp();
    for (const name of ['one', 'two']) await kind.createCluster(creation(name));

    expect(bodies).toEqual([
      {
        Hostname: 'two-control-plane',
        Image: 'snapshot:1',
        Labels: { 'io.x-k8s.kind.cluster': 'two' },
        HostConfig: {
          Privileged: true,
          NetworkMode: 'two',
          Binds: ['/data/two/files:/files:ro'],
          PortBindings: { '6443/tcp': [{ HostIp: '127.0.0.1', HostPort: '40001' }] },
        },
      },
    ]);
  });

  it.each([
    ['its own name', 'clusterName: two'],
    ['its own token', 'token: token-of-two'],
    ['its own address', 'advertiseAddress: 10.9.8.7'],
    ['no taint to take back', 'taints: []'],
  ])('tells kubeadm %s', async (_, expected) => {
    const { kind, commands } = setUp();
    for (const name of ['one', 'two']) await kind.createCluster(creation(name));
    expect(commands.at(-1)?.at(-1)).toContain(expected);
  });

  it('writes the kubeconfig with the address that leads to the node', async () => {
    const { kind } = setUp();
    for (const name of ['one', 'two']) await kind.createCluster(creation(name));

    expect(await readFile(join(folder, 'two'), 'utf8')).toBe(
      ADMIN.replace('x-control-plane:6443', '127.0.0.1:40001'),
    );
  });

  it.each<[string, Story, (two: KindCreation) => KindCreation]>([
    ['another image', {}, (two) => ({ ...two, image: 'snapshot:2' })],
    ['another configuration', {}, (two) => ({ ...two, configuration: 'lets anybody in' })],
    ['nothing that says how it may differ', {}, ({ own: _, ...two }) => two],
    ['an engine that is not at a socket', { hasSocket: false }, (two) => two],
    ['a node that had no address', { address: '' }, (two) => two],
  ])('leaves to kind a cluster with %s', async (_, story, change) => {
    const { kind, byKind } = setUp(story);
    await kind.createCluster(creation('one'));
    await kind.createCluster(change(creation('two')));
    expect(byKind()).toEqual(['one', 'two']);
  });

  it('has kind make the next cluster when one failed', async () => {
    const { kind, byKind, story } = setUp();
    await kind.createCluster(creation('one'));
    story.exec = { exitCode: 1, stderr: 'no such phase' };

    await expect(kind.createCluster(creation('two'))).rejects.toMatchObject({
      code: 'cluster-create-failed',
      message: expect.stringContaining('no such phase') as unknown,
      facts: { cluster: 'two', recorded: true },
    });

    await kind.createCluster(creation('three'));
    expect(byKind()).toEqual(['one', 'three']);
  });

  it('calls it late when kubeadm takes too long', async () => {
    const { kind, story } = setUp();
    await kind.createCluster(creation('one'));
    story.exec = { exitCode: undefined, timedOut: true };

    await expect(kind.createCluster(creation('two'))).rejects.toMatchObject({
      code: 'cluster-create-timeout',
    });
  });

  it('says what the engine refused', async () => {
    const { kind, story } = setUp();
    await kind.createCluster(creation('one'));
    story.made = { status: 409, text: '{"message":"The name is in use"}' };

    await expect(kind.createCluster(creation('two'))).rejects.toMatchObject({
      code: 'docker-failed',
      message: expect.stringContaining('The name is in use') as unknown,
    });
  });

  it('remembers how when a cluster was not wanted any more', async () => {
    const { kind, byKind, story } = setUp();
    await kind.createCluster(creation('one'));
    story.exec = { exitCode: 1 };
    await expect(kind.createCluster(creation('two', { signal: AbortSignal.abort() }))).rejects.toThrow();
    story.exec = {};
    await kind.createCluster(creation('three'));
    expect(byKind()).toEqual(['one']);
  });

  it('forgets when it is told to', async () => {
    const { kind, byKind } = setUp();
    await kind.createCluster(creation('one'));
    kind.forget();
    await kind.createCluster(creation('two'));
    expect(byKind()).toEqual(['one', 'two']);
  });
});
