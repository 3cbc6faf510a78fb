import type { V1Pod } from '@kubernetes/client-node';
import { expect, it, onTestFinished } from 'vitest';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { watchJob } from '../../../../graders/jobs/watch-job.ts';

/** A Job whose pod is in the phase that the test says; the watch looks once by itself, and then waits for ever. */
function fakeJob() {
  const job = { phase: 'Running', looks: 0 };

  const pod = (): V1Pod => ({
    metadata: {
      uid: 'p',
      name: 'p',
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'j', uid: 'j' }],
    },
    spec: { containers: [] },
    status: { phase: job.phase },
  });

  const context = {
    namespace: 'n',
    signal: new AbortController().signal,
    clock: { now: () => 0, sleep: () => new Promise(() => undefined) },
    cluster: {
      grader: {
        batch: { readNamespacedJob: async () => ({ metadata: { uid: 'j' }, spec: {}, status: {} }) },
        core: {
          listNamespacedPod: async () => {
            job.looks += 1;
            return { items: [pod()] };
          },
        },
      },
    },
  } as unknown as GraderContext;

  return { job, context };
}

it('knows of an end that came after its last look, once it is asked for all', async () => {
  const { job, context } = fakeJob();
  const watch = watchJob(context, 'j');
  onTestFinished(() => watch.stop());
  while (job.looks === 0) await new Promise((resolve) => setImmediate(resolve));
  job.phase = 'Succeeded';
  expect((await watch.settled()).pods).toMatchObject([{ uid: 'p', succeeded: true }]);
});
