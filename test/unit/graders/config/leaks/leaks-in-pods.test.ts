import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { leaksInLogs } from '../../../../../graders/config/leaks/leaks-in-logs.ts';
import { leaksInProcesses } from '../../../../../graders/config/leaks/leaks-in-processes.ts';
import type { GraderContext } from '../../../../../graders/core/grader-context.ts';

const VALUE = 'correct-horse';
const SECRETS = [{ secret: 'app', value: VALUE, bytes: Buffer.from(VALUE) }];

const POD: V1Pod = {
  metadata: { name: 'app-c-1', namespace: 'exercise', uid: '00000000-0000-0000-0000-000000000001' },
  spec: { nodeName: 'node', containers: [{ name: 'app' }] },
  status: {
    containerStatuses: [
      {
        name: 'app',
        containerID: `containerd://${'a'.repeat(64)}`,
        image: '',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: new Date(0) } },
      },
    ],
  },
};

/** A context whose host answers every question alike, and whose findings are their ids. */
function contextWith(answer: object): GraderContext {
  const finding = (id: string) => ({ message: { id } });
  return { finding, cluster: { host: { ask: async () => answer } } } as unknown as GraderContext;
}

function log(text: string, cut = false): object {
  return { parts: [{ life: 0, content: Buffer.from(text).toString('base64') }], cut };
}

const LINE = '2026-11-30T00:00:00.000000000Z stdout';

it.each([
  ['a line', log(`${LINE} F ${VALUE}\n`), ['secret-in-log']],
  ['a line that has not ended', log(`${LINE} P ${VALUE}\n`), ['secret-in-log']],
  ['two parts of a line', log(`${LINE} P correct\n${LINE} F -horse\n`), ['secret-in-log']],
  ['a log that was cut', log(`${LINE} F nothing\n`, true), ['log-too-long']],
  ['nothing', log(`${LINE} F nothing\n`), []],
])('in a log, %s', async (_name, answer, expected) => {
  const found = await leaksInLogs(contextWith(answer), [POD], SECRETS);
  expect(found.map(({ message }) => message.id)).toEqual(expected);
});

function container(fields: { arguments?: string[]; environment?: Record<string, string> }): object {
  const started = { arguments: [], environment: {} };
  return {
    running: true,
    started,
    processes: [{ arguments: [], environment: {}, ...fields }],
    mounts: [],
    files: [],
  };
}

it.each([
  [
    'a command line',
    container({ arguments: ['run', `--password=${VALUE}`] }),
    true,
    ['secret-in-command-line'],
  ],
  ['an environment', container({ environment: { PASSWORD: VALUE } }), true, ['secret-in-environment']],
  ['an environment that may hold it', container({ environment: { PASSWORD: VALUE } }), false, []],
  ['a container that has ended', { running: false }, true, []],
])('of processes, %s', async (_name, answer, environments, expected) => {
  const found = await leaksInProcesses(contextWith(answer), [POD], SECRETS, { environments });
  expect(found.map(({ message }) => message.id)).toEqual(expected);
});
