import { expect, it } from 'vitest';
import { configMapsOf } from '../../../../graders/workload/config-maps-of.ts';

it('finds the ConfigMaps of volumes and variables, each once', () => {
  const names = configMapsOf({
    volumes: [
      { name: 'a', configMap: { name: 'folder' } },
      {
        name: 'b',
        projected: { sources: [{ configMap: { name: 'part' } }, { secret: { name: 'secret' } }] },
      },
      { name: 'c', emptyDir: {} },
    ],
    initContainers: [{ name: 'init', envFrom: [{ configMapRef: { name: 'all' } }] }],
    containers: [
      {
        name: 'app',
        env: [
          { name: 'PLAIN', value: 'x' },
          { name: 'KEY', valueFrom: { configMapKeyRef: { name: 'one', key: 'k' } } },
          { name: 'AGAIN', valueFrom: { configMapKeyRef: { name: 'folder', key: 'k' } } },
        ],
      },
    ],
  });
  expect(names.sort()).toEqual(['all', 'folder', 'one', 'part']);
});
