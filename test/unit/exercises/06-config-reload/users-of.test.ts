import { expect, it } from 'vitest';
import { usersOf } from '../../../../exercises/06-config-reload/users-of.ts';
import type { SubmittedObject } from '../../../../graders/submission/submitted-files.ts';

const object = (kind: string, name: string, fields: object = {}): SubmittedObject => ({
  file: 'all.yaml',
  value: { apiVersion: 'v1', kind, metadata: { name }, ...fields },
  positionOf: () => ({ file: 'all.yaml', line: 1 }),
});

const deployment = (name: string, spec: object): SubmittedObject =>
  object('Deployment', name, { spec: { template: { metadata: { labels: { app: name } }, spec } } });

const DEPLOYMENTS = [
  deployment('app-a', {
    volumes: [{ configMap: { name: 'shared' } }, { projected: { sources: [{ secret: { name: 's' } }] } }],
  }),
  deployment('app-b', {
    containers: [
      {
        envFrom: [{ configMapRef: { name: 'shared' } }],
        env: [{ valueFrom: { secretKeyRef: { name: 't' } } }],
      },
    ],
  }),
];

it.each<[SubmittedObject, string[]]>([
  [object('ConfigMap', 'shared'), ['app-a', 'app-b']],
  [object('Secret', 'shared'), []],
  [object('Secret', 's'), ['app-a']],
  [object('Secret', 't'), ['app-b']],
  [object('Deployment', 'app-b'), ['app-b']],
  [object('Service', 'front', { spec: { selector: { app: 'app-a' } } }), ['app-a', 'front']],
  [object('Service', 'app-b', { spec: { selector: { app: 'wrong' } } }), ['app-b']],
  [object('PodDisruptionBudget', 'x', { spec: { selector: { matchLabels: { app: 'app-b' } } } }), ['app-b']],
  [object('ConfigMap', 'unused'), []],
])('$value.kind $value.metadata.name is used by %j', (one, expected) => {
  expect([...usersOf(one, DEPLOYMENTS)].sort()).toEqual(expected);
});
