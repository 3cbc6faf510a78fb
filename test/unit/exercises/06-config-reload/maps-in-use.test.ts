import type { V1ConfigMap, V1PodSpec } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { mapsInUse } from '../../../../exercises/06-config-reload/maps-in-use.ts';

const MAPS: V1ConfigMap[] = [
  { metadata: { name: 'full' }, data: { key: 'value' } },
  { metadata: { name: 'binary' }, binaryData: { key: 'dmFsdWU=' } },
  { metadata: { name: 'empty' } },
];

const mounted = (volume: object, volumeMounts = [{ name: 'v', mountPath: '/v' }]): V1PodSpec => ({
  containers: [{ name: 'app', volumeMounts }],
  volumes: [{ name: 'v', ...volume }],
});

const given = (container: object): V1PodSpec => ({ containers: [{ name: 'app', ...container }] });

it.each<[string, V1PodSpec, string[]]>([
  ['a mounted volume', mounted({ configMap: { name: 'full' } }), ['full']],
  ['binary data', mounted({ configMap: { name: 'binary' } }), ['binary']],
  ['a projected source', mounted({ projected: { sources: [{ configMap: { name: 'full' } }] } }), ['full']],
  [
    'a variable',
    given({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'full', key: 'key' } } }] }),
    ['full'],
  ],
  ['all variables', given({ envFrom: [{ configMapRef: { name: 'full' } }] }), ['full']],
  ['an item', mounted({ configMap: { name: 'full', items: [{ key: 'key', path: 'p' }] } }), ['full']],
  ['a volume that nothing mounts', mounted({ configMap: { name: 'full' } }, []), []],
  ['a map without keys', mounted({ configMap: { name: 'empty' } }), []],
  ['a map that is not there', mounted({ configMap: { name: 'gone', optional: true } }), []],
  [
    'an item that is not there',
    mounted({ configMap: { name: 'full', optional: true, items: [{ key: 'x', path: 'p' }] } }),
    [],
  ],
  [
    'a key that is not there',
    given({
      env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'full', key: 'x', optional: true } } }],
    }),
    [],
  ],
])('%s gives a running pod %j', (_name, spec, expected) => {
  expect(mapsInUse({ spec, status: { phase: 'Running' } }, MAPS)).toEqual(expected);
});

it('a pod that does not run was given nothing', () => {
  const spec = mounted({ configMap: { name: 'full' } });
  expect(mapsInUse({ spec, status: { phase: 'Pending' } }, MAPS)).toEqual([]);
});
