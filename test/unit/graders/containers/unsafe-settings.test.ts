import { describe, expect, it } from 'vitest';
import { unsafeSettings } from '../../../../graders/containers/unsafe-settings.ts';

const safe = { name: 'main', securityContext: { runAsUser: 1000 } };

function statusOf(name: string, uid: number) {
  return { name, image: '', imageID: '', ready: true, restartCount: 0, user: { linux: { uid, gid: 0 } } };
}

describe('unsafeSettings', () => {
  it('finds nothing in a pod that keeps to itself', () => {
    const volumes = [{ name: 'logs', emptyDir: {} }];
    expect(unsafeSettings({ spec: { containers: [safe], volumes } })).toEqual([]);
  });

  it('finds host paths and host namespaces with the way to them', () => {
    const volumes = [
      { name: 'a', emptyDir: {} },
      { name: 'node', hostPath: { path: '/' } },
    ];

    const found = unsafeSettings({
      spec: { containers: [safe], volumes, hostPID: true, hostNetwork: false },
    });

    expect(found).toEqual([
      { kind: 'host-path', subject: 'node', path: ['volumes', 1, 'hostPath'] },
      { kind: 'host-namespace', subject: 'hostPID', path: ['hostPID'] },
    ]);
  });

  it.each([
    { what: 'no setting at all', pod: undefined, own: undefined, unsafe: true },
    { what: 'user 0', pod: { runAsUser: 1000 }, own: { runAsUser: 0 }, unsafe: true },
    { what: "the pod's user", pod: { runAsUser: 1000 }, own: undefined, unsafe: false },
    { what: 'runAsNonRoot', pod: { runAsNonRoot: true }, own: undefined, unsafe: false },
    {
      what: 'runAsNonRoot taken back',
      pod: { runAsNonRoot: true },
      own: { runAsNonRoot: false },
      unsafe: true,
    },
  ])('judges a template by its settings: $what', ({ pod, own, unsafe }) => {
    const container = { name: 'main', ...(own ? { securityContext: own } : {}) };
    const spec = { containers: [container], ...(pod ? { securityContext: pod } : {}) };
    expect(unsafeSettings({ spec }).length).toBe(unsafe ? 1 : 0);
  });

  it('believes the runtime rather than the settings', () => {
    const spec = { containers: [{ name: 'main' }, { ...safe, name: 'other' }] };
    const status = { containerStatuses: [statusOf('main', 65532), statusOf('other', 0)] };

    expect(unsafeSettings({ spec, status })).toEqual([
      { kind: 'root-user', subject: 'other', path: ['containers', 1] },
    ]);
  });

  it('points into the init containers for one of them', () => {
    const spec = { initContainers: [{ name: 'render' }], containers: [safe] };

    expect(unsafeSettings({ spec })).toEqual([
      { kind: 'root-user', subject: 'render', path: ['initContainers', 0] },
    ]);
  });
});
