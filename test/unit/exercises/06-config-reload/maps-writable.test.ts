import { expect, it } from 'vitest';
import { mapsWritable } from '../../../../exercises/06-config-reload/maps-writable.ts';
import type { Mismatch } from '../../../../graders/core/mismatch.ts';
import type { SubmittedObject } from '../../../../graders/submission/submitted-files.ts';

const object = (kind: string, name: string, fields: object): SubmittedObject => ({
  file: 'all.yaml',
  value: { apiVersion: 'v1', kind, metadata: { name }, ...fields },
  positionOf: () => ({ file: name, line: 1 }),
});

const map = (name: string, value: string) => object('ConfigMap', name, { data: { value } });

const reads = (name: string, ...maps: string[]) =>
  object('Deployment', name, {
    spec: { template: { spec: { volumes: maps.map((one) => ({ configMap: { name: one } })) } } },
  });

/** What the finding names, and the object it points at. */
function told(v1: SubmittedObject[], v2: SubmittedObject[], names: string[]): unknown {
  let seen: unknown;

  const mismatch = (
    _id: string,
    params: unknown,
    details: { position?: { file: string } | undefined } = {},
  ) => {
    seen = { names: (params as { names: string }).names, at: details.position?.file };
    return new Error('mismatch') as unknown as Mismatch;
  };

  mapsWritable({ mismatch }, { v1, v2 }, names);
  return seen;
}

const APPS = [reads('app-a', 'page'), reads('app-b', 'env'), reads('app-c', 'settings')];

it('points at a map that v2 leaves as it is', () => {
  const v1 = [map('page', '1'), map('env', '1'), map('settings', '1'), ...APPS];
  const v2 = [map('page', '2'), map('env', '2'), map('settings', '1'), ...APPS];
  expect(told(v1, v2, ['page', 'env', 'settings'])).toEqual({ names: 'settings', at: 'settings' });
});

it('points at a map that could have another name in v2, but never at that of app-a', () => {
  const v1 = [map('page', '1'), map('env', '1'), ...APPS];
  const v2 = [map('page', '2'), map('env', '2'), ...APPS];
  expect(told(v1, v2, ['page', 'env'])).toEqual({ names: 'env', at: 'env' });
});

it('points at none where there is only that of app-a', () => {
  const v1 = [map('page', '1'), ...APPS];
  expect(told(v1, [map('page', '2'), ...APPS], ['page'])).toEqual({ names: 'page', at: undefined });
});
