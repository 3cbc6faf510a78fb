import type { V1PodSpec } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { changedSpec } from '../../../../graders/config/changed-spec.ts';

const SPEC: V1PodSpec = {
  containers: [
    {
      name: 'app',
      command: ['serve', 'word'],
      env: [
        { name: 'A', value: 'word' },
        { name: 'B', valueFrom: { configMapKeyRef: { name: 'env', key: 'k' } } },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'env', key: 'k' } } },
      ],
      envFrom: [{ configMapRef: { name: 'all' } }, { secretRef: { name: 'all' } }],
    },
  ],
  volumes: [
    { name: 'one', configMap: { name: 'file' } },
    { name: 'two', projected: { sources: [{ configMap: { name: 'part' } }, { secret: { name: 'kept' } }] } },
  ],
};

const CHANGE = {
  rename: (kind: string, name: string) => `${kind}-${name}`,
  replace: (text: string) => text.toUpperCase(),
};

it('changes what is mounted and leaves the environment', () => {
  const changed = changedSpec(SPEC, 'volumes', CHANGE);
  expect(changed.containers).toEqual(SPEC.containers);

  expect(changed.volumes).toEqual([
    { name: 'one', configMap: { name: 'ConfigMap-file' } },
    {
      name: 'two',
      projected: { sources: [{ configMap: { name: 'ConfigMap-part' } }, { secret: { name: 'kept' } }] },
    },
  ]);
});

it('changes the environment and leaves what is mounted and the command', () => {
  const changed = changedSpec(SPEC, 'environment', CHANGE);
  expect(changed.volumes).toEqual(SPEC.volumes);

  expect(changed.containers).toEqual([
    {
      name: 'app',
      command: ['serve', 'word'],
      env: [
        { name: 'A', value: 'WORD' },
        { name: 'B', valueFrom: { configMapKeyRef: { name: 'ConfigMap-env', key: 'k' } } },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'Secret-env', key: 'k' } } },
      ],
      envFrom: [{ configMapRef: { name: 'ConfigMap-all' } }, { secretRef: { name: 'Secret-all' } }],
    },
  ]);
});

it('leaves the given specification as it is', () => {
  const before = structuredClone(SPEC);
  changedSpec(SPEC, 'environment', CHANGE);
  expect(SPEC).toEqual(before);
});

it.each([
  ['an annotation', "metadata.annotations['example.com/word']", 'A WORD'],
  ['a label', "metadata.labels['word']", 'LABEL'],
  ['a label that is not there', "metadata.labels['other']", ''],
  ['text that looks like a reference', "metadata.annotations['price']", '$$(A) 5$$'],
])('changes a variable that is filled from %s', (_from, fieldPath, value) => {
  const spec = {
    containers: [{ name: 'app', env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] }],
  };

  const metadata = {
    labels: { word: 'label' },
    annotations: { 'example.com/word': 'a word', price: '$(A) 5$' },
  };

  expect(changedSpec(spec, 'environment', CHANGE, metadata).containers[0]?.env).toEqual([
    { name: 'A', value },
  ]);
});

it('leaves a variable that is filled from another field', () => {
  const env = [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }];
  const spec = { containers: [{ name: 'app', env }] };
  expect(changedSpec(spec, 'environment', CHANGE, {}).containers[0]?.env).toEqual(env);
});
