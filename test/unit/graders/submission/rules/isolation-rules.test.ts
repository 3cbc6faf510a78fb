import { describe, expect, it } from 'vitest';
import { isolationProblems } from '../../../../../graders/submission/rules/isolation-rules.ts';

const found = (kind: string, value: object) =>
  isolationProblems(kind, value).map(({ messageId, path }) => `${messageId} ${path.join('.')}`);

const pod = (spec: object) => ({ metadata: { name: 'x' }, spec });
const job = (spec: object) => ({ spec: { template: { spec } } });

const token = (source: object) => ({
  volumes: [{ projected: { sources: [{ serviceAccountToken: source }] } }],
});

describe('isolationProblems', () => {
  it.each<[string, string, object, string[]]>([
    [
      'a system priority',
      'Pod',
      pod({ priorityClassName: 'system-node-critical' }),
      ['system-priority-refused spec.priorityClassName'],
    ],
    [
      'a system priority in a template',
      'Job',
      job({ priorityClassName: 'system-cluster-critical' }),
      ['system-priority-refused spec.template.spec.priorityClassName'],
    ],
    [
      'a token for another audience',
      'Pod',
      pod(token({ audience: 'vault', path: 't' })),
      ['credential-refused spec.volumes.0.projected.sources.0.serviceAccountToken.audience'],
    ],
    [
      'a token Secret',
      'Secret',
      { type: 'kubernetes.io/service-account-token' },
      ['credential-refused type'],
    ],
    ['a bootstrap token', 'Secret', { type: 'bootstrap.kubernetes.io/token' }, ['credential-refused type']],
    [
      'external addresses',
      'Service',
      { spec: { externalIPs: ['10.0.0.1', '10.0.0.2'] } },
      ['external-address-refused spec.externalIPs.0', 'external-address-refused spec.externalIPs.1'],
    ],
    [
      'a foreign name',
      'Service',
      { spec: { type: 'ExternalName', externalName: 'metadata.google.internal' } },
      ['external-address-refused spec.externalName'],
    ],
    [
      "a controller's label on a pod",
      'Pod',
      { metadata: { labels: { 'pod-template-hash': 'a', app: 'web' } } },
      ['controller-label-refused metadata.labels.pod-template-hash'],
    ],
  ])('refuses %s', (_, kind, value, expected) => {
    expect(found(kind, value)).toEqual(expected);
  });

  it.each<[string, string, object]>([
    ['a priority class of the course', 'Pod', pod({ priorityClassName: 'high' })],
    ['a token for the API server', 'Pod', pod(token({ path: 't', expirationSeconds: 600 }))],
    ['an opaque Secret', 'Secret', { type: 'Opaque' }],
    ['another name for a Service', 'Service', { spec: { externalName: 'db.exercise.svc.cluster.local' } }],
    [
      'such a label in a template, which the controller overwrites',
      'Deployment',
      { spec: { template: { metadata: { labels: { 'pod-template-hash': 'a' } } } } },
    ],
    ['a value of any other type', 'Service', { spec: { externalIPs: 'x', externalName: 7 } }],
  ])('accepts %s', (_, kind, value) => {
    expect(found(kind, value)).toEqual([]);
  });
});
