import type { V1PodSpec, V1Volume } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { secretFilePaths } from '../../../../exercises/06-config-reload/secret-file-paths.ts';
import { sourceOf, type KeysOf } from '../../../../exercises/06-config-reload/volume-source.ts';

const spec = (volume: Omit<V1Volume, 'name'>, volumeMounts: object[] = []): V1PodSpec => ({
  containers: [{ name: 'app', volumeMounts: volumeMounts as never }],
  volumes: [{ name: 'v', ...volume }],
});

const projected = (...sources: object[]): Omit<V1Volume, 'name'> => ({ projected: { sources } });
const items = (path: string) => [{ key: 'k', path }];
/** ConfigMap `c` and Secret `s` have the key that is looked for; map `d` and Secret `t` have another. */
const keysOf: KeysOf = (_kind, name) => (['c', 's'].includes(name) ? ['file'] : ['other']);

it.each<[string, Omit<V1Volume, 'name'>, string | undefined]>([
  ['a Secret', { secret: { secretName: 's' } }, 'Secret'],
  ['a ConfigMap', { configMap: { name: 'c' } }, 'ConfigMap'],
  ['the pod', { downwardAPI: {} }, 'pod'],
  ['a folder of the pod', { emptyDir: {} }, 'other'],
  ['an item of a projected Secret', projected({ secret: { name: 's', items: items('file') } }), 'Secret'],
  ['a whole projected ConfigMap', projected({ configMap: { name: 'c' } }), 'ConfigMap'],
  [
    'an item, behind a whole map',
    projected({ configMap: { name: 'c' } }, { secret: { name: 's', items: items('file') } }),
    'Secret',
  ],
  [
    'a whole Secret, behind a whole map without it',
    projected({ configMap: { name: 'd' } }, { secret: { name: 's' } }),
    'Secret',
  ],
  [
    'a whole map, before a whole Secret without it',
    projected({ configMap: { name: 'c' } }, { secret: { name: 't' } }),
    'ConfigMap',
  ],
  [
    'the last of two that have it',
    projected({ secret: { name: 's' } }, { configMap: { name: 'c' } }),
    'ConfigMap',
  ],
  ['a token of the pod', projected({ serviceAccountToken: { path: 'file' } }), undefined],
  ['no source that has it', projected({ configMap: { name: 'c', items: items('other') } }), undefined],
])('a file of %s comes from %s', (_name, volume, expected) => {
  expect(sourceOf(spec(volume), { volume: 'v', path: 'file' }, keysOf)).toBe(expected);
});

it.each<[string, object[], string[]]>([
  ['mounted as a folder', [{ name: 'v', mountPath: '/s/' }], ['/s/one', '/s/dir/two']],
  [
    'mounted twice',
    [
      { name: 'v', mountPath: '/s' },
      { name: 'v', mountPath: '/t' },
    ],
    ['/s/one', '/s/dir/two', '/t/one', '/t/dir/two'],
  ],
  ['mounted as one file', [{ name: 'v', mountPath: '/f', subPath: 'one' }], ['/f']],
  ['mounted in part', [{ name: 'v', mountPath: '/d', subPath: 'dir' }], ['/d/two']],
  ['not mounted', [{ name: 'w', mountPath: '/s' }], []],
])('the files of a Secret %s', (_name, mounts, expected) => {
  const volume = {
    secret: {
      secretName: 's',
      items: [
        { key: 'a', path: 'one' },
        { key: 'b', path: 'dir/two' },
      ],
    },
  };

  expect(secretFilePaths(spec(volume, mounts), 'app', () => [])).toEqual(expected);
});

it('the files of a whole Secret are its keys', () => {
  const mounts = [{ name: 'v', mountPath: '/s' }];

  expect(secretFilePaths(spec(projected({ secret: { name: 's' } }), mounts), 'app', () => ['x'])).toEqual([
    '/s/x',
  ]);
});
