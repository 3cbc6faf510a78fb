import { describe, expect, it } from 'vitest';
import { containersOf } from '../../../../graders/containers/containers-of.ts';

const at = (seconds: number) => new Date(seconds * 1000);

describe('containersOf', () => {
  it('tells init containers, native sidecars and ordinary containers apart, in the order of the manifest', () => {
    const reports = containersOf({
      spec: {
        initContainers: [{ name: 'render' }, { name: 'logs', restartPolicy: 'Always' }],
        containers: [{ name: 'main' }],
      },
    });

    expect(reports.map(({ name, role }) => [name, role])).toEqual([
      ['render', 'init'],
      ['logs', 'sidecar'],
      ['main', 'main'],
    ]);
  });

  it('reports the present life of a container that runs again', () => {
    const [main] = containersOf({
      spec: { containers: [{ name: 'main' }] },
      status: {
        containerStatuses: [
          {
            name: 'main',
            image: '',
            imageID: '',
            containerID: 'containerd://b',
            ready: true,
            restartCount: 1,
            state: { running: { startedAt: at(20) } },
            lastState: { terminated: { exitCode: 137, startedAt: at(5), finishedAt: at(10) } },
            user: { linux: { uid: 1000, gid: 0 } },
          },
        ],
      },
    });

    expect(main).toMatchObject({ running: true, startedAt: 20_000, restarts: 1, uid: 1000 });
    expect(main).not.toHaveProperty('finishedAt');
    expect(main).not.toHaveProperty('exitCode');
  });

  it('reports the last life of a container that waits for its next one', () => {
    const [main] = containersOf({
      spec: { containers: [{ name: 'main' }] },
      status: {
        containerStatuses: [
          {
            name: 'main',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 2, startedAt: at(5), finishedAt: at(10) } },
          },
        ],
      },
    });

    expect(main).toMatchObject({
      running: false,
      waiting: 'CrashLoopBackOff',
      exitCode: 2,
      startedAt: 5_000,
      finishedAt: 10_000,
    });
  });

  it('says nothing about a container that kubelet has not looked at', () => {
    const [main] = containersOf({ spec: { containers: [{ name: 'main' }] } });

    expect(main).toEqual({
      name: 'main',
      role: 'main',
      spec: { name: 'main' },
      running: false,
      ready: false,
      restarts: 0,
    });
  });
});
