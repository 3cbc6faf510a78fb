import { expect, it } from 'vitest';
import { releaseBrokenRevision } from '../../../../graders/workloads/release-broken-revision.ts';
import { undoRollout } from '../../../../graders/workloads/undo-rollout.ts';
import { storedDeployment } from '../../../support/builders/stored-deployment.ts';
import { contextOn, revision, type FakeNamespace } from './fake-namespace.ts';

function namespace(fields: Partial<FakeNamespace> = {}): FakeNamespace {
  return { deployment: storedDeployment(), replicaSets: [], pods: [], patches: [], ...fields };
}

it('goes back to the revision before, without the label of the controller', async () => {
  const template = {
    metadata: { labels: { app: 'web', 'pod-template-hash': '6d9f' } },
    spec: { containers: [{ name: 'app', image: 'v2' }] },
  };

  const state = namespace({
    replicaSets: [revision(1), revision(3), revision(2, { spec: { selector: {}, template } })],
  });

  const previous = await undoRollout(contextOn(state), 'web');
  expect(previous.uid).toBe('set-2');

  expect(state.patches).toEqual([
    [
      {
        op: 'replace',
        path: '/spec/template',
        value: { ...template, metadata: { labels: { app: 'web' } } },
      },
    ],
  ]);
});

it('says that there is nothing to go back to', async () => {
  const state = namespace({ replicaSets: [revision(1)] });
  await expect(undoRollout(contextOn(state), 'web')).rejects.toThrow('nothing-to-undo');
  expect(state.patches).toEqual([]);
});

it('breaks containers and sidecars, but neither init containers nor probes', async () => {
  const deployment = storedDeployment();

  deployment.spec.template = {
    spec: {
      initContainers: [
        { name: 'init', command: ['prepare'] },
        { name: 'sidecar', restartPolicy: 'Always', command: ['serve'] },
      ],
      containers: [{ name: 'app', args: ['serve'], readinessProbe: { tcpSocket: { port: 80 } } }],
    },
  };

  const state = namespace({ deployment });
  await releaseBrokenRevision(contextOn(state), 'web');
  const steps = state.patches.flat() as { op: string; path: string }[];

  expect(steps.map(({ op, path }) => `${op} ${path}`)).toEqual([
    'add /spec/template/spec/containers/0/command',
    'remove /spec/template/spec/containers/0/args',
    'add /spec/template/spec/initContainers/1/command',
  ]);
});
