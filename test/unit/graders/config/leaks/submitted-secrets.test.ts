import { expect, it } from 'vitest';
import { submittedSecrets } from '../../../../../graders/config/leaks/submitted-secrets.ts';
import type { KubernetesManifest } from '../../../../../graders/submission/submitted-files.ts';

function secret(name: string, fields: object): { value: KubernetesManifest } {
  return { value: { apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...fields } };
}

it('decodes data, takes stringData as it is and names every value once', () => {
  const objects = [
    secret('a', { data: { password: Buffer.from('first value\n').toString('base64') } }),
    secret('b', { stringData: { token: 'second value', empty: '' } }),
    { value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { key: 'no secret' } } },
    secret('a', { stringData: { password: 'first value' } }),
  ];

  expect(submittedSecrets(objects)).toEqual([
    { secret: 'a', value: 'first value', bytes: Buffer.from('first value') },
    { secret: 'b', value: 'second value', bytes: Buffer.from('second value') },
  ]);
});

it('has nothing to say about a Secret without values', () => {
  expect(submittedSecrets([secret('a', { type: 'Opaque' })])).toEqual([]);
});

it('keeps bytes that are no text as they are', () => {
  const bytes = Buffer.from('0aff00fe', 'hex');
  const found = submittedSecrets([secret('a', { data: { key: bytes.toString('base64') } })]);
  expect(found.map((entry) => entry.bytes)).toEqual([bytes]);
});
