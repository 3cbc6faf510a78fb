import { describe, expect, it } from 'vitest';
import { configMount } from '../../../../exercises/02-pod-patterns/trials/config-mount.ts';

const mounted = (...paths: string[]) => ({
  containers: [
    {
      name: 'main',
      env: [{ name: 'POD', value: 'a' }],
      volumeMounts: paths.map((mountPath) => ({ name: mountPath.replaceAll('/', ''), mountPath })),
    },
  ],
});

describe('configMount', () => {
  it.each([
    [['/logs', '/config'], '/config'],
    [['/config/'], '/config/'],
    [['/config', '/config/app.conf'], '/config/app.conf'],
    [['/configuration'], undefined],
    [[], undefined],
  ])('finds among %j the mount that holds the file', (paths, expected) => {
    expect(configMount(mounted(...paths))?.volumeMounts[0]?.mountPath).toBe(expected);
  });

  it('brings the environment along where the path is made from it', () => {
    const spec = mounted('/config');
    const [main] = spec.containers;

    const withExpression = {
      containers: [
        { ...main, name: 'main', volumeMounts: [{ name: 'a', mountPath: '/config', subPathExpr: '$(POD)' }] },
      ],
    };

    expect(configMount(withExpression)?.env).toEqual([{ name: 'POD', value: 'a' }]);
    expect(configMount(spec)?.env).toEqual([]);
  });
});
