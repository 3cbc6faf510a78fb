import { expect, it } from 'vitest';
import type { Finding } from '../../../../../graders/contract/finding.ts';
import { leaksInObjects } from '../../../../../graders/config/leaks/leaks-in-objects.ts';
import type {
  KubernetesManifest,
  SubmittedObject,
} from '../../../../../graders/submission/submitted-files.ts';

const VALUE = 'correct-horse';
const SECRETS = [{ secret: 'app', value: VALUE, bytes: Buffer.from(VALUE) }];

/** Finds leaks, each as message id and the path it points at. */
function leaks(manifest: Partial<KubernetesManifest>): string[] {
  const value = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...manifest };

  const object: SubmittedObject = {
    file: 'all.yaml',
    value,
    positionOf: (path) => ({ file: path.join('.'), line: 1 }),
  };

  const finding = (id: string, params = {}, { position }: { position?: unknown } = {}): Finding =>
    ({ message: { id, params }, position, evidence: [] }) as unknown as Finding;

  return leaksInObjects({ finding }, [object], SECRETS).map(
    ({ message, position }) => `${message.id} ${position?.file ?? ''}`,
  );
}

const template = (metadata: object, container: object = {}) => ({
  kind: 'Deployment',
  spec: { template: { metadata, spec: { containers: [container] } } },
});

it.each<[string, Partial<KubernetesManifest>, string]>([
  ['a map', { data: { a: 'b', key: VALUE } }, 'secret-in-object data.key'],
  ['the key of a map', { data: { [VALUE]: 'x' } }, `secret-in-object data.${VALUE}`],
  [
    'the binary data of a map',
    { binaryData: { key: Buffer.from(Buffer.from(VALUE).toString('hex')).toString('base64') } },
    'secret-in-object binaryData.key.1',
  ],
  ['a label', { metadata: { name: 'x', labels: { a: VALUE } } }, 'secret-in-object metadata.labels.a'],
  [
    'an annotation of a template',
    template({ annotations: { a: VALUE } }),
    'secret-in-pod-spec spec.template.metadata.annotations.a',
  ],
  [
    'a variable',
    template({}, { env: [{ name: 'A', value: `x${VALUE}` }] }),
    'secret-in-pod-spec spec.template.spec.containers.0.env.0.value',
  ],
  [
    'an annotation of a Deployment',
    { kind: 'Deployment', metadata: { name: 'x', annotations: { a: VALUE } } },
    'secret-in-object metadata.annotations.a',
  ],
  [
    'an annotation of its own Secret',
    { kind: 'Secret', metadata: { name: 'x', annotations: { a: VALUE } } },
    'secret-in-object metadata.annotations.a',
  ],
])('a value in %s is a leak', (_name, manifest, expected) => {
  expect(leaks(manifest)).toEqual([expected]);
});

it.each<[string, Partial<KubernetesManifest>]>([
  ['in its Secret', { kind: 'Secret', stringData: { password: VALUE } }],
  [
    'in what kubectl apply left in its Secret',
    {
      kind: 'Secret',
      metadata: { name: 'x', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': VALUE } },
    },
  ],
  ['nowhere', { data: { key: 'correct', other: '-horses' } }],
])('a value %s is none', (_name, manifest) => {
  expect(leaks(manifest)).toEqual([]);
});
