import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { createScriptWitness } from '../../../../graders/containers/script-witness.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { manualClock } from '../core/manual-clock.ts';

const TEXT = 'echo done';

const pod: V1Pod = {
  metadata: { uid: 'uid' },
  spec: {
    nodeName: 'node',
    volumes: [
      { name: 'given', configMap: { name: 'batch-work' } },
      { name: 'own', configMap: { name: 'own' } },
    ],
    containers: [
      {
        name: 'work',
        volumeMounts: [
          { name: 'given', mountPath: '/work' },
          { name: 'own', mountPath: '/own' },
        ],
      },
    ],
  },
  status: {
    containerStatuses: [
      {
        name: 'work',
        containerID: `containerd://${'a'.repeat(64)}`,
        image: '',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: {} },
      },
    ],
  },
};

interface Scene {
  command?: string;
  workingFolder?: string;
  executable?: string;
  content?: string;
  mount?: string;
}

async function runsSeen({
  command = 'sh /work/process.sh 3',
  workingFolder = '/',
  executable = '/bin/busybox',
  content = TEXT,
  mount = '/work',
}: Scene) {
  const facts = { uid: 0, gid: 0, groups: [], environment: {}, pid: 1, parent: 0, startedAt: 5 };
  const volume = (plugin: string, name: string) => ({ plugin, name, part: '/' });

  const ask = (_: string, request: { files: string[] }) =>
    Promise.resolve({
      running: true,
      started: { arguments: [], environment: {} },
      processes: [{ ...facts, arguments: command.split(' '), executable, workingFolder }],
      truncated: false,
      mounts: [
        { path: '/', readOnly: false, fileSystem: 'overlay' },
        { path: '/work', readOnly: true, fileSystem: 'ext4', volume: volume('configmap', 'given') },
        { path: '/tmp', readOnly: false, fileSystem: 'ext4', volume: volume('empty-dir', 'tmp') },
      ],
      files: request.files.map((path) => ({
        ...{
          type: 'file',
          path,
          content,
          truncated: false,
          mode: 0o644,
          uid: 0,
          gid: 0,
          size: 1,
          modifiedAt: 0,
        },
        mount,
      })),
    });

  const context = { clock: manualClock(), cluster: { host: { ask } } } as unknown as GraderContext;
  const witness = createScriptWitness(context, { configMap: 'batch-work', name: 'process.sh', text: TEXT });
  await witness.look(pod);
  return witness.looksAt('uid').flatMap(({ runs }) => runs.map((run) => run.arguments.join(' ')));
}

describe('createScriptWitness', () => {
  it.each<Scene>([
    {},
    { command: 'sh ./process.sh 3', workingFolder: '/work' },
    { command: '/bin/sh /work/..data/process.sh 3' },
    { command: 'sh -x /work//process.sh 3' },
  ])('sees the given script run in %o', async (scene) => {
    expect(await runsSeen(scene)).toEqual(['3']);
  });

  it.each<Scene>([
    { command: 'sh process.sh 3', workingFolder: '/tmp/copy' },
    { command: 'sh /own/process.sh 3' },
    { command: 'sh -c true /work/process.sh 3' },
    { command: 'sleep 6' },
    { content: 'echo other' },
    { mount: '/tmp' },
    { mount: '/' },
    { executable: '/tmp/sh' },
  ])('sees no run of it in %o', async (scene) => {
    expect(await runsSeen(scene)).toEqual([]);
  });
});
