import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Docker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { dockerOverSocket } from '../../../../../services/clusters/kind/engine/docker-over-socket.ts';
import { engineSocket } from '../../../../../services/clusters/kind/engine/engine-socket.ts';

type Answer = readonly [status: number, body: unknown];

let folder: string;
let server: http.Server;
let answers: Record<string, Answer | ((response: http.ServerResponse) => void)>;
let asked: { line: string; body: unknown }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-engine-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  answers = {};
  asked = [];

  server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));

    request.on('end', () => {
      const line = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
      asked.push({ line, body: text === '' ? undefined : JSON.parse(text) });
      const answer = answers[line.split('?')[0] ?? ''] ?? [404, { message: `nothing at ${line}` }];
      if (typeof answer === 'function') return answer(response);
      response.writeHead(answer[0]).end(answer[1] === undefined ? '' : JSON.stringify(answer[1]));
    });
  });

  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const COMMAND_LINE = new Proxy({} as Docker, {
  ownKeys: () => [],
  get: (_, name) => () => Promise.reject(new Error(`the command line was asked for ${String(name)}`)),
});

const docker = (socketPath = join(folder, 'socket')) => {
  const socket = engineSocket(socketPath);
  return dockerOverSocket(COMMAND_LINE, async () => socket);
};

const LABELLED = 'filters={"label":["saiten.prefix=test"]}';

describe('dockerOverSocket', () => {
  it('describes the engine', async () => {
    const found = { ServerVersion: '27.1', CgroupVersion: '2', OSType: 'linux', NCPU: 4, MemTotal: 8 };
    answers['GET /info'] = [200, { ...found, SecurityOptions: ['name=rootless'] }];

    expect(await docker().engine()).toEqual({
      ...{ version: '27.1', cgroupVersion: 2, containers: 'linux', rootless: true, cpus: 4, memoryBytes: 8 },
    });
  });

  it.each([
    ['there', [200, { Id: 'sha256:1' }], 'sha256:1'],
    ['not there', [404, { message: 'No such image' }], undefined],
  ] as const)('finds an image that is %s', async (_, answer, id) => {
    answers['GET /images/kindest/node:v1/json'] = answer;
    expect(await docker().imageId('kindest/node:v1')).toBe(id);
  });

  it('lists containers in all states', async () => {
    const listed = { Id: '1', Names: ['/one'], Created: 60, Labels: { 'saiten.prefix': 'test' } };
    answers['GET /containers/json'] = [200, [listed]];

    expect(await docker().containers('saiten.prefix=test')).toEqual([
      { id: '1', name: 'one', labels: { 'saiten.prefix': 'test' }, createdAt: new Date(60_000) },
    ]);

    expect(asked[0]?.line).toBe(`GET /containers/json?all=true&${LABELLED}`);
  });

  it('lists networks', async () => {
    const Created = '2026-01-02T03:04:05.678901234Z';
    answers['GET /networks'] = [200, [{ Id: '1', Name: 'one', Created, Labels: null }]];

    expect(await docker().networks('saiten.prefix=test')).toEqual([
      { id: '1', name: 'one', labels: {}, createdAt: new Date('2026-01-02T03:04:05.678Z') },
    ]);

    expect(asked[0]?.line).toBe(`GET /networks?${LABELLED}`);
  });

  it('makes a network with its bridge and labels', async () => {
    answers['POST /networks/create'] = [201, { Id: '1' }];
    await docker().createNetwork('one', { a: 'b' }, 'sai-1');

    expect(asked[0]?.body).toEqual({
      ...{ Name: 'one', Driver: 'bridge', CheckDuplicate: true, Labels: { a: 'b' } },
      Options: { 'com.docker.network.bridge.name': 'sai-1' },
    });
  });

  it.each<[string, string, Answer, (it: Docker) => Promise<void>]>([
    ['a container', 'DELETE /containers/1', [204, undefined], (it) => it.removeContainers(['1'])],
    [
      'a container that is gone',
      'DELETE /containers/1',
      [404, { message: 'No such container' }],
      (it) => it.removeContainers(['1']),
    ],
    ['a network', 'DELETE /networks/one', [204, undefined], (it) => it.removeNetwork('one')],
    [
      'a network that is gone',
      'DELETE /networks/one',
      [404, { message: 'not found' }],
      (it) => it.removeNetwork('one'),
    ],
  ])('removes %s', async (_, line, answer, remove) => {
    answers[line] = answer;
    await expect(remove(docker())).resolves.toBeUndefined();
    expect(asked.map((each) => each.line.split('?')[0])).toEqual([line]);
  });

  it('removes the volumes of a container with it', async () => {
    answers['DELETE /containers/1'] = [204, undefined];
    await docker().removeContainers(['1']);
    expect(asked[0]?.line).toBe('DELETE /containers/1?force=true&v=true');
  });

  it.each([
    ['pause', 'is already paused'],
    ['unpause', 'is not paused'],
  ] as const)('takes a container that need not %s for done', async (verb, message) => {
    answers[`POST /containers/1/${verb}`] = [409, { message: `Container 1 ${message}` }];
    await expect(docker()[verb](['1'])).resolves.toBeUndefined();
  });

  it.each(['pause', 'unpause'] as const)('says why it could not %s', async (verb) => {
    answers[`POST /containers/1/${verb}`] = [409, { message: 'Container 1 is not running' }];

    await expect(docker()[verb](['1'])).rejects.toMatchObject({
      code: 'docker-failed',
      message: expect.stringContaining('is not running') as string,
    });
  });

  it('limits memory with swap, processes and cores', async () => {
    answers['POST /containers/1/update'] = [200, { Warnings: null }];
    await docker().limitContainers(['1'], { memoryMiB: 2, cpus: 1.5, pids: 9 });

    expect(asked[0]?.body).toEqual({
      ...{ Memory: 2_097_152, MemorySwap: 2_097_152, PidsLimit: 9, NanoCpus: 1_500_000_000 },
    });
  });

  it('says what the engine said', async () => {
    answers['POST /networks/create'] = [409, { message: 'network with name one already exists' }];

    await expect(docker().createNetwork('one', {}, 'sai-1')).rejects.toMatchObject({
      fault: 'infrastructure',
      code: 'docker-failed',
      message: expect.stringContaining('network with name one already exists') as string,
    });
  });

  it('says that no engine answers', async () => {
    await expect(docker(join(folder, 'elsewhere')).engine()).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringContaining(join(folder, 'elsewhere')) as string,
    });
  });

  it('says that the work was cancelled', async () => {
    answers['GET /info'] = () => undefined;
    await expect(docker().engine(AbortSignal.timeout(20))).rejects.toMatchObject({ fault: 'cancelled' });
  });

  it('leaves everything to the command line where there is no socket', async () => {
    const without = dockerOverSocket(COMMAND_LINE, async () => undefined);
    await expect(without.engine()).rejects.toThrow('the command line was asked for engine');
  });

  it('leaves programs with an input to the command line', async () => {
    const options = { container: 'one', command: ['cat'], stdin: new Uint8Array(1), timeoutMs: 1000 };
    await expect(docker().exec(options)).rejects.toThrow('the command line was asked for exec');
  });
});

describe('exec', () => {
  const frame = (stream: number, text: string) =>
    Buffer.concat([Buffer.from([stream, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);

  const run = (options: { timeoutMs?: number; outputLimit?: number; signal?: AbortSignal } = {}) =>
    docker().exec({ container: 'one', command: ['date'], timeoutMs: 5000, ...options });

  const prepare = (start: (response: http.ServerResponse) => void) => {
    answers['POST /containers/one/exec'] = [201, { Id: 'e1' }];
    answers['POST /exec/e1/start'] = start;
    answers['GET /exec/e1/json'] = [200, { ExitCode: 3 }];
  };

  it('gives both outputs and the exit code', async () => {
    prepare((response) => response.end(Buffer.concat([frame(1, 'out'), frame(2, 'err')])));
    expect(await run()).toMatchObject({ exitCode: 3, stdout: 'out', stderr: 'err', timedOut: false });
  });

  it('has an outcome where there is no container', async () => {
    answers['POST /containers/one/exec'] = [404, { message: 'No such container: one' }];
    expect(await run()).toMatchObject({ exitCode: 1, stderr: 'No such container: one' });
  });

  it('stops reading at the limit', async () => {
    prepare((response) => response.write(frame(1, '0123456789')));

    expect(await run({ outputLimit: 4 })).toMatchObject({
      ...{ exitCode: undefined, outputTooLarge: true, stdout: '0123' },
    });
  });

  it('has an outcome where the time is up', async () => {
    prepare((response) => response.write(frame(1, 'o')));
    expect(await run({ timeoutMs: 50 })).toMatchObject({ exitCode: undefined, timedOut: true, stdout: 'o' });
  });

  it('is cancelled', async () => {
    prepare((response) => response.write(frame(1, 'o')));
    await expect(run({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ fault: 'cancelled' });
  });
});
