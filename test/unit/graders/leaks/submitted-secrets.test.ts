import { expect, it } from 'vitest';
import { submittedSecrets } from '../../../../graders/leaks/submitted-secrets.ts';
import type { KubernetesManifest, SubmittedFiles } from '../../../../graders/submission/submitted-files.ts';

function submission(folders: Record<string, KubernetesManifest[]>): SubmittedFiles {
  return {
    paths: [],
    documents: () => [],
    objects: (folder) =>
      (folders[folder] ?? []).map((value) => ({
        file: `${folder}all.yaml`,
        value,
        positionOf: () => ({ file: `${folder}all.yaml`, line: 1 }),
      })),
  };
}

function secret(name: string, fields: object): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...fields };
}

it('decodes data, takes stringData as it is and names every value once', () => {
  const files = submission({
    'v1/': [
      secret('a', { data: { password: Buffer.from('first value\n').toString('base64') } }),
      secret('b', { stringData: { token: 'second value', empty: '' } }),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { key: 'no secret' } },
    ],
    'v2/': [secret('a', { stringData: { password: 'first value' } })],
  });
  expect(submittedSecrets(files, ['v1/', 'v2/'])).toEqual([
    { secret: 'a', value: 'first value' },
    { secret: 'b', value: 'second value' },
  ]);
});

it('has nothing to say about a Secret without values', () => {
  expect(submittedSecrets(submission({ 'v1/': [secret('a', { type: 'Opaque' })] }), ['v1/'])).toEqual([]);
});
