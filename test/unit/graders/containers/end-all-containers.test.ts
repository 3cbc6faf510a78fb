import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { endAllContainers } from '../../../../graders/containers/end-all-containers.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { HostError } from '../../../../graders/cluster-access/host-access.ts';
import { manualClock } from '../core/manual-clock.ts';

function pod(life: string): V1Pod {
  const status = {
    name: 'app',
    containerID: `containerd://${life.repeat(64)}`,
    image: '',
    imageID: '',
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: new Date(0) } },
  };

  return {
    metadata: { name: 'one', uid: 'uid' },
    spec: { nodeName: 'node', containers: [{ name: 'app' }] },
    status: { containerStatuses: [status] },
  };
}

/** A context in which kubelet shows each of the lives once, the last one for good. */
function contextWith(lives: string[], end: () => Promise<{ processes: number }>): GraderContext {
  const listNamespacedPod = async () => ({
    items: [pod(lives.length > 1 ? (lives.shift() ?? '') : (lives[0] ?? ''))],
  });

  return {
    clock: manualClock(),
    signal: new AbortController().signal,
    namespace: 'exercise',
    cluster: { host: { ask: end }, grader: { core: { listNamespacedPod } } },
  } as unknown as GraderContext;
}

it('comes back when kubelet shows another life', async () => {
  const context = contextWith(['a', 'a', 'b'], async () => ({ processes: 1 }));
  expect(await endAllContainers(context, [pod('a')])).toEqual([pod('b')]);
});

it('takes no offence at a container that has ended by itself', async () => {
  const context = contextWith(['b'], async () => ({ processes: 0 }));
  expect(await endAllContainers(context, [pod('a')])).toEqual([pod('b')]);
});

it('gives up waiting for a life that goes on', async () => {
  const context = contextWith(['a'], async () => ({ processes: 1 }));
  expect(await endAllContainers(context, [pod('a')])).toEqual([pod('a')]);
});

it('hands on that nobody could be asked', async () => {
  const context = contextWith(['a'], () => Promise.reject(new HostError('infrastructure', 'gone', 'gone')));
  await expect(endAllContainers(context, [pod('a')])).rejects.toThrow(HostError);
});
