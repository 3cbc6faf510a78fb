import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRunner } from '../../../../services/clusters/kind/engine/command-runner.ts';
import { createCommandRunner } from '../../../../services/clusters/kind/engine/command-runner.ts';
import { createKindProvider } from '../../../../services/clusters/kind/kind-provider.ts';
import { ENGINE_INFO } from '../../../support/engine-info.ts';
import { scriptedRunner } from '../scripted-runner.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-provider-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const NAME = 'test-single-01a';
const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };

function provider(
  runner: CommandRunner,
  path = '/usr/bin:/bin',
  more: Partial<Parameters<typeof createKindProvider>[0]> = {},
) {
  return createKindProvider({
    ...more,
    prefix: 'test',
    dataFolder: join(folder, 'data'),
    nodeImage: 'some/node:v1',
    workerId: 'worker',
    clock,
    runner,
    randomBytes: (size) => new Uint8Array(size),
    freePort: async () => 1,
    logger: { info() {}, warn() {} },
    environment: { PATH: path, HOME: folder, SECRET: 'x' },
    parallelCreations: 1,
    createTimeoutMs: 1500,
  });
}

const request = (signal = new AbortController().signal) => ({
  name: NAME,
  profile: 'single',
  tools: [],
  signal,
});

const failure = (fault: string, code: string, message = '') =>
  expect.objectContaining({ fault, code, message: expect.stringContaining(message) as unknown }) as unknown;

const USABLE = {
  'docker info': { stdout: ENGINE_INFO },
  'docker image inspect': { stdout: 'sha256:1\n' },
};

describe('create, when something is missing or fails', () => {
  it.each([
    [
      'the engine does not answer',
      { 'docker info': { exitCode: 1, stderr: 'Cannot connect to the Docker daemon' } },
      'engine-unreachable',
      'systemctl start docker',
    ],
    [
      'docker is not installed',
      { docker: { notFound: true, exitCode: undefined } },
      'docker-missing',
      'Install Docker',
    ],
    [
      'kind is not installed',
      { ...USABLE, kind: { notFound: true, exitCode: undefined } },
      'kind-missing',
      'Install kind',
    ],
    [
      'kind fails',
      { ...USABLE, kind: { exitCode: 1, stderr: 'ERROR: failed to init node' } },
      'cluster-create-failed',
      'failed to init node',
    ],
    [
      'kind hangs',
      { ...USABLE, kind: { exitCode: undefined, timedOut: true } },
      'cluster-create-timeout',
      '1.5 s',
    ],
    [
      'the image can be had nowhere',
      {
        ...USABLE,
        'docker image inspect': { exitCode: 1, stderr: 'Error: No such image: x' },
        'docker pull': { exitCode: 1, stderr: 'no route' },
      },
      'node-image-missing',
      'some/node:v1',
    ],
  ])('says so when %s', async (_, answers, code, message) => {
    const { run } = scriptedRunner(answers);
    await expect(provider(run).create(request())).rejects.toEqual(failure('infrastructure', code, message));
  });

  it('removes containers and files when kind has failed', async () => {
    const scripted = scriptedRunner({ ...USABLE, kind: { exitCode: 1 } });
    const containers = new Set(['c1']);
    const removed: string[] = [];

    const run: CommandRunner = async (command) => {
      const outcome = await scripted.run(command);
      if (command.args[0] === 'rm')
        for (const id of command.args.slice(3)) if (containers.delete(id)) removed.push(id);
      return command.args[0] === 'container' ? { ...outcome, stdout: [...containers].join('\n') } : outcome;
    };

    await expect(provider(run).create(request())).rejects.toThrow();
    expect(removed).toEqual(['c1']);
    expect(await readdir(join(folder, 'data', 'clusters'))).toEqual([]);
  });

  it('calls an abort cancelled, and cleans up all the same', async () => {
    const { run, commands } = scriptedRunner({ ...USABLE, kind: { aborted: true, exitCode: undefined } });

    await expect(provider(run).create(request())).rejects.toEqual(
      failure('cancelled', 'cluster-work-cancelled'),
    );

    expect(commands.at(-1)?.args[0]).toBe('network');
  });
});

describe('create', () => {
  it('gives kind its own network, a private kubeconfig, and an environment without secrets', async () => {
    const modes: number[] = [];
    const scripted = scriptedRunner({ ...USABLE, kind: { exitCode: 1 } });

    const run: CommandRunner = async (command) => {
      if (command.program === 'kind' && command.args[0] === 'create' && command.args.includes(NAME))
        modes.push((await stat(join(folder, 'data', 'clusters', NAME, 'kubeconfig'))).mode & 0o777);
      return scripted.run(command);
    };

    await expect(provider(run).create(request())).rejects.toThrow();
    expect(modes).toEqual([0o600]);

    const kind = scripted.commands.findLast(
      ({ program, args }) => program === 'kind' && args[0] === 'create',
    );

    expect(kind?.environment).toEqual({
      PATH: '/usr/bin:/bin',
      HOME: folder,
      ...{ GOGC: 'off', GOMEMLIMIT: '256MiB', GOMAXPROCS: '1' },
      KIND_EXPERIMENTAL_DOCKER_NETWORK: NAME,
    });

    const network = scripted.commands.find(({ args }) => args[1] === 'create' && args[0] === 'network');

    expect(network?.args).toEqual(
      expect.arrayContaining(['saiten.prefix=test', 'saiten.worker=worker', NAME]),
    );
  });

  it('gives proxies to kind alone, and has kind make each cluster from nothing', async () => {
    const { run, commands } = scriptedRunner({ ...USABLE, kind: { exitCode: 1 } });
    const nodeProxies = { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost' };
    await expect(provider(run, undefined, { nodeProxies }).create(request())).rejects.toThrow();
    const seen = commands.filter(({ environment }) => 'HTTPS_PROXY' in environment);
    expect(seen.map(({ program, args }) => [program, args[0], args[3]])).toEqual([['kind', 'create', NAME]]);
    expect(seen[0]?.environment).toMatchObject(nodeProxies);
    expect(commands.filter(({ program }) => program === 'kind')).toHaveLength(1);
  });

  it.each(['other-single-01a', 'test-single-../../x', 'kind'])('refuses the name %j', async (name) => {
    const { run, commands } = scriptedRunner(USABLE);
    const creation = provider(run).create({ ...request(), name });
    await expect(creation).rejects.toEqual(failure('configuration', 'foreign-cluster-name'));
    expect(commands).toEqual([]);
  });
});

describe('with real programs on the PATH', () => {
  const install = async (programs: Record<string, string>) => {
    const bin = join(folder, 'bin');
    await mkdir(bin);

    for (const [name, script] of Object.entries(programs)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, name), 0o755);
    }

    return bin;
  };

  const docker = `case "$1" in info) echo '${ENGINE_INFO}';; image) echo sha256:1;; esac`;

  it('finds that docker is not there', async () => {
    const path = await install({});
    const creation = provider(createCommandRunner(), path).create(request());
    await expect(creation).rejects.toEqual(failure('infrastructure', 'docker-missing'));
  });

  it('finds that kind is not there', async () => {
    const path = await install({ docker });
    const creation = provider(createCommandRunner(), path).create(request());
    await expect(creation).rejects.toEqual(failure('infrastructure', 'kind-missing'));
  });

  it('ends a kind that hangs', async () => {
    const path = await install({ docker, kind: 'test "$1" = version || exec /bin/sleep 600' });
    const creation = provider(createCommandRunner(), path).create(request());
    await expect(creation).rejects.toEqual(failure('infrastructure', 'cluster-create-timeout'));
  });
});
