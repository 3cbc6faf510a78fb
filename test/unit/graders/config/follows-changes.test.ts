import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { followsChanges } from '../../../../graders/config/follows-changes.ts';

const map: V1Volume = { name: 'v', configMap: { name: 'm' } };
const mount: V1VolumeMount = { name: 'v', mountPath: '/etc/app' };

describe('followsChanges', () => {
  it.each<[string, V1Volume[], V1VolumeMount[], boolean]>([
    ['a mounted ConfigMap', [map], [mount], true],
    ['a projected volume', [{ name: 'v', projected: {} }], [mount], true],
    ['a single file of it', [map], [{ ...mount, subPath: 'index.html' }], false],
    ['a single file and the folder', [map], [{ ...mount, subPath: 'index.html' }, mount], true],
    ['a volume that is not mounted', [map], [], false],
    ['an empty folder', [{ name: 'v', emptyDir: {} }], [mount], false],
    [
      'the token of the service account',
      [{ name: 'v', projected: {} }],
      [{ name: 'v', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
      false,
    ],
  ])('judges %s', (_, volumes, volumeMounts, expected) => {
    expect(followsChanges({ spec: { volumes, containers: [{ name: 'app', volumeMounts }] } })).toBe(expected);
  });
});
