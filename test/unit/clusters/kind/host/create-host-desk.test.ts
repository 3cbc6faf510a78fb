import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import type { ExecOptions } from '../../../../../services/clusters/kind/engine/docker.ts';
import { createHostDesk } from '../../../../../services/clusters/kind/host/create-host-desk.ts';

const ID = 'a'.repeat(64);
const UID = '00000000-1111-2222-3333-444444444444';
const NODE = 'run-control-plane';
const sandbox = { namespace: 'exercise-a', graderNamespace: 'grader-a' };

const fields = (...texts: string[]) =>
  Buffer.from(texts.map((text) => `${text}\0`).join('')).toString('base64');

const missing = ['missing', '', '', '', '', '', '', '', ''];
const stat = '77 (x) S 1 77 77 0 -1 0 100 0 0 0 1 2 0 0 20 0 1 0 100 1000 200 184';

const running = (namespace: string, last: readonly string[] = ['end', '']) => {
  const annotations = {
    'io.kubernetes.cri.sandbox-namespace': namespace,
    'io.kubernetes.cri.sandbox-uid': UID,
  };

  const configuration = JSON.stringify({ process: { args: ['x'], env: ['A=1'] }, annotations });

  const process = [
    'process',
    '77',
    stat,
    stat,
    'Uid:\t5\t5\nNSpid:\t77\t1\n',
    '/x',
    '/',
    '2',
    'x',
    '',
    '1',
    'A=1',
  ];

  return fields(
    'running',
    configuration,
    '1000',
    '10.5 3.1',
    '100',
    '',
    '',
    ...process,
    'file',
    ...missing,
    ...last,
  );
};

/** A desk over nodes that print what they are told to, one answer a script. */
function desk(printed: string | Partial<CommandOutcome> | (string | Partial<CommandOutcome>)[]) {
  const answers = [printed].flat();
  const ran: ExecOptions[] = [];
  const logged: object[] = [];
  const container = (id: string, name: string) => ({ id, name, labels: {}, createdAt: new Date(0) });

  const ask = createHostDesk({
    docker: {
      containers: async () => [container('1', NODE), container('2', 'stranger')],
      async exec(options) {
        ran.push(options);
        const next = answers.shift() ?? '';
        return {
          ...{ exitCode: 0, stdout: '', stderr: '', notFound: false, timedOut: false, aborted: false },
          outputTooLarge: false,
          ...(typeof next === 'string' ? { stdout: next } : next),
        };
      },
    },
    kindName: 'run',
    nodes: ['1'],
    logger: { info: (facts: object) => void logged.push(facts) },
  });

  const { signal } = new AbortController();

  const asks = (operation: string, request: unknown, tools: string[] = []) =>
    ask({ operation, request }, { sandbox, tools, signal });

  return { asks, ran, logged };
}

const observe = { node: NODE, container: ID, files: ['/a'] };
const volume = { node: NODE, pod: UID, volume: 'data', path: '/a' };
const log = { node: NODE, namespace: 'exercise-a', pod: 'web.x-1', uid: UID, container: 'main' };

describe('the host desk', () => {
  it('describes a container', async () => {
    expect(await desk(running('exercise-a')).asks('observe-container', observe)).toEqual({
      running: true,
      started: { arguments: ['x'], environment: { A: '1' } },
      processes: [expect.objectContaining({ pid: 1, uid: 5, arguments: ['x', ''], environment: { A: '1' } })],
      truncated: false,
      mounts: [],
      files: [{ type: 'missing' }],
    });
  });

  it.each([
    ['before', fields('ended')],
    ['while it was looked at', running('exercise-a', ['ended'])],
  ])('takes one that has ended %s for an outcome', async (_, printed) => {
    expect(await desk(printed).asks('observe-container', observe)).toEqual({ running: false });
  });

  it('passes what was asked on as arguments, with nothing of the node’s environment', async () => {
    const { asks, ran } = desk(fields('ended'));
    await asks('observe-container', { ...observe, files: ['/$(id) "x"\n'] });
    expect(ran[0]?.container).toBe('1');

    expect(ran[0]?.command.slice(0, 4)).toEqual([
      '/usr/bin/env',
      '-i',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      'LC_ALL=C',
    ]);

    expect(ran[0]?.command.at(-1)).toBe('/$(id) "x"\n');
    expect(ran[0]?.command.filter((word) => word.includes('$(id) "x"'))).toHaveLength(1);
  });

  it.each<[string, string, unknown]>([
    ['an operation that is none', 'run-anything', {}],
    ['a name that objects have', 'constructor', {}],
    ['no request', 'observe-container', undefined],
    ['a field too many', 'observe-container', { ...observe, command: 'id' }],
    ['a node with an option in its name', 'observe-container', { ...observe, node: '--privileged' }],
    ['a short id', 'observe-container', { ...observe, container: 'a'.repeat(63) }],
    ['an id that is an expression', 'observe-container', { ...observe, container: '.'.repeat(64) }],
    ['a relative path', 'observe-container', { ...observe, files: ['a'] }],
    ['a path that climbs', 'observe-container', { ...observe, files: ['/a/../../b'] }],
    ['a path that ends climbing', 'observe-container', { ...observe, files: ['/a/..'] }],
    ['a path that begins climbing', 'observe-container', { ...observe, files: ['/..'] }],
    ['a path with NUL', 'observe-container', { ...observe, files: ['/a\0b'] }],
    ['a long path', 'observe-container', { ...observe, files: [`/${'a'.repeat(1024)}`] }],
    ['too many files', 'observe-container', { ...observe, files: Array.from({ length: 33 }, () => '/a') }],
    ['a volume that is a path', 'read-volume-file', { ...volume, volume: '../data' }],
    ['a pod that is a pattern', 'read-volume-file', { ...volume, pod: '*' }],
    ['a container that is a path', 'read-log', { ...log, container: '..' }],
    ['a pod that is a path', 'read-log', { ...log, pod: 'web/..' }],
    ['a log of another namespace', 'read-log', { ...log, namespace: 'kube-system' }],
    ['a node of another cluster', 'observe-container', { ...observe, node: 'other-control-plane' }],
    [
      'a container of the cluster that is no node of ours',
      'observe-container',
      { ...observe, node: 'stranger' },
    ],
    ['a tool that is not declared', 'end-container', { node: NODE, container: ID }],
  ])('refuses %s, and runs nothing', async (_, operation, request) => {
    const { asks, ran } = desk(running('exercise-a'));
    await expect(asks(operation, request)).rejects.toMatchObject({ fault: 'grader' });
    expect(ran).toEqual([]);
  });

  it.each(['/..a', '/a..b/c', '/...', '/a/..b', '/'])('takes the path %s', async (path) => {
    const { asks } = desk(fields('ended'));
    expect(await asks('observe-container', { ...observe, files: [path] })).toEqual({ running: false });
  });

  it.each<[string, unknown, string]>([
    ['observe-container', observe, running('kube-system')],
    ['read-volume-file', volume, fields('exercise-b', ...missing)],
  ])('keeps what %s found in a foreign namespace', async (operation, request, printed) => {
    await expect(desk(printed).asks(operation, request)).rejects.toMatchObject({ code: 'host-foreign-pod' });
  });

  it('ends no container of a foreign namespace', async () => {
    const { asks, ran } = desk([running('kube-system'), '3\n']);
    const ending = asks('end-container', { node: NODE, container: ID }, ['end-container']);
    await expect(ending).rejects.toMatchObject({ code: 'host-foreign-pod' });
    expect(ran).toHaveLength(1);
  });

  it('ends a container where that is declared, and leaves a trace of it', async () => {
    const { asks, logged } = desk([running('exercise-a'), '3\n']);
    const request = { node: NODE, container: ID };
    expect(await asks('end-container', request, ['end-container'])).toEqual({ processes: 3 });

    expect(logged).toEqual([
      { cluster: 'run', namespace: 'exercise-a', operation: 'end-container', request },
    ]);
  });

  it.each<[string, string | Partial<CommandOutcome>]>([
    ['a script that fails', { exitCode: 1, stderr: 'bash: not found' }],
    ['a script that takes too long', { exitCode: 124 }],
    ['an engine that gives up', { exitCode: undefined, timedOut: true }],
    ['too much output', { exitCode: undefined, outputTooLarge: true }],
    ['output that ends early', fields('running')],
    ['output that is none of ours', 'hello'],
    ['nothing', ''],
  ])('counts %s as a fault of the infrastructure', async (_, printed) => {
    await expect(desk(printed).asks('observe-container', observe)).rejects.toMatchObject({
      fault: 'infrastructure',
    });
  });

  it.each<[string, string, boolean]>([
    ['end', '0 YQ==\n0 Yg==\nend\n', false],
    ['cut', '0 YQ==\n0 Yg==\ncut\n', true],
  ])('reads a log that ends with %s', async (_, printed, cut) => {
    const parts = [
      { life: 0, content: 'YQ==' },
      { life: 0, content: 'Yg==' },
    ];

    expect(await desk(printed).asks('read-log', log)).toEqual({ parts, cut });
  });

  it('reads a log again that was renamed meanwhile, and calls one that never rests cut', async () => {
    expect(await desk(['0 YQ==\nchanged\n', '0 Yg==\nend\n']).asks('read-log', log)).toMatchObject({
      cut: false,
    });

    const restless = desk(Array.from({ length: 9 }, () => '0 YQ==\nchanged\n'));
    expect(await restless.asks('read-log', log)).toMatchObject({ cut: true });
    expect(restless.ran).toHaveLength(5);
  });
});
