import { describe, expect, it } from 'vitest';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import { rolledOut } from '../../../../graders/workloads/rolled-out.ts';
import { storedDeployment } from '../../../support/builders/stored-deployment.ts';
import { contextOn, pod, revision, type FakeNamespace } from './fake-namespace.ts';

const complete = {
  observedGeneration: 1,
  replicas: 2,
  updatedReplicas: 2,
  readyReplicas: 2,
  availableReplicas: 2,
};

function namespace(fields: Partial<FakeNamespace> = {}): FakeNamespace {
  return {
    deployment: storedDeployment({ replicas: 2, status: complete }),
    replicaSets: [revision(1), revision(2)],
    pods: [pod({ name: 'new-1', of: 2 }), pod({ name: 'new-2', of: 2 })],
    patches: [],
    ...fields,
  };
}

async function mismatchOf(work: Promise<unknown>): Promise<Mismatch> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

  if (error instanceof Mismatch) return error;
  throw new Error('Expected a Mismatch', { cause: error });
}

describe('rolledOut', () => {
  it('returns the newest revision and its pods', async () => {
    const { current, pods } = await rolledOut(contextOn(namespace()), 'web', { within: 1000 });
    expect(current.uid).toBe('set-2');
    expect(pods.map(({ metadata }) => metadata?.name)).toEqual(['new-1', 'new-2']);
  });

  it('leaves out old pods that are on their way out', async () => {
    const state = namespace();
    state.pods.push(pod({ name: 'old-1', of: 1, terminating: true }));
    const { pods } = await rolledOut(contextOn(state), 'web', { within: 1000 });
    expect(pods).toHaveLength(2);
  });

  it.each<[string, Partial<FakeNamespace>]>([
    ['a pod is not ready', { pods: [pod({ name: 'a', of: 2 }), pod({ name: 'b', of: 2, ready: false })] }],
    ['a pod is of the old revision', { pods: [pod({ name: 'a', of: 2 }), pod({ name: 'b', of: 1 })] }],
    ['there are no pods at all', { pods: [] }],
    ['there is no ReplicaSet yet', { replicaSets: [], pods: [] }],
    [
      'the controller has not seen the spec',
      { deployment: storedDeployment({ generation: 2, replicas: 2, status: complete }) },
    ],
  ])('is not content when %s', async (_, fields) => {
    const { findings } = await mismatchOf(rolledOut(contextOn(namespace(fields)), 'web', { within: 1000 }));
    expect(findings[0]?.message.id).toBe('rollout-incomplete');
  });

  it('names the pod that keeps it back', async () => {
    const pods = [pod({ name: 'a', of: 2 }), pod({ name: 'broken', of: 2, ready: false })];
    const { findings } = await mismatchOf(rolledOut(contextOn(namespace({ pods })), 'web', { within: 1000 }));
    expect(findings[0]?.found).toContain('broken');
    const events = findings[0]?.evidence.find(({ kind }) => kind === 'events');
    expect(events?.text).toContain('involvedObject.name=broken');
  });

  it('does not take a Deployment without replicas for rolled out', async () => {
    const deployment = storedDeployment({ replicas: 0, status: { observedGeneration: 1 } });

    const { findings } = await mismatchOf(
      rolledOut(contextOn(namespace({ deployment, pods: [] })), 'web', { within: 1000 }),
    );

    expect(findings[0]?.message.id).toBe('no-replicas');
  });
});
