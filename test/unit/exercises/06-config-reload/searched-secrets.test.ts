import { expect, it } from 'vitest';
import { appliedSecrets, searchedSecrets } from '../../../../exercises/06-config-reload/searched-secrets.ts';
import type { SubmittedObject } from '../../../../graders/submission/submitted-files.ts';

const secret = (name: string, stringData: Record<string, string>): SubmittedObject => ({
  file: 'all.yaml',
  value: { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData },
  positionOf: () => ({ file: 'all.yaml', line: 1 }),
});

const OBJECTS = [
  secret('one', { username: 'admin', password: 'b-v1 and more' }),
  secret('two', { short: 'b-v1' }),
];

const DRAWN = new Map([['b-v1', 'b-v12345678']]);

it('searches for the values that are long enough', () => {
  expect(searchedSecrets(OBJECTS).map(({ value }) => value)).toEqual(['b-v1 and more']);
});

it('searches the cluster for the same values with the drawn words in them', () => {
  expect(appliedSecrets(OBJECTS, { drawn: DRAWN }).map(({ value }) => value)).toEqual([
    'b-v12345678 and more',
  ]);
});

it('counts characters, not bytes', () => {
  expect(
    searchedSecrets([secret('one', { a: '日本語日本語日', b: '日本語日本語日本' })]).map(
      ({ value }) => value,
    ),
  ).toEqual(['日本語日本語日本']);
});
