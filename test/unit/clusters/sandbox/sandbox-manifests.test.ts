import { describe, expect, it } from 'vitest';
import { gradingKubeconfig } from '../../../../services/clusters/sandbox/grading-kubeconfig.ts';
import {
  sandboxManifests,
  sandboxNames,
  sandboxNamespaces,
} from '../../../../services/clusters/sandbox/sandbox-manifests.ts';
import { parse } from 'yaml';

const names = sandboxNames('abcd1234');
const manifests = sandboxManifests(names);

const find = (kind: string, name: string) =>
  manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);

describe('sandboxManifests', () => {
  it('lets the grader act as the learner of this sandbox and nobody else', () => {
    expect(find('ClusterRole', 'saiten:act-as:exercise-abcd1234')?.['rules']).toEqual([
      {
        apiGroups: [''],
        resources: ['users'],
        verbs: ['impersonate'],
        resourceNames: ['saiten:learner:abcd1234'],
      },
    ]);
  });

  it("binds the learner's rights in the exercise namespace only", () => {
    const toLearner = manifests.filter((manifest) =>
      JSON.stringify(manifest['subjects'] ?? '').includes('"User"'),
    );

    expect(toLearner.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['RoleBinding', 'exercise-abcd1234'],
    ]);
  });

  it('keeps tokens out of pods that do not ask for one', () => {
    const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts).toHaveLength(3);
    expect(accounts.every((account) => account['automountServiceAccountToken'] === false)).toBe(true);
  });

  it('lets nobody but the grader connect to its pods, and leaves the exercise open', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');

    expect(policies.map(({ metadata, ...more }) => [metadata.namespace, more['spec']])).toEqual([
      [
        'grader-abcd1234',
        { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
      ],
    ]);
  });

  it('limits containers that state no limit', () => {
    expect(find('LimitRange', 'saiten')?.['spec']).toMatchObject({
      limits: [{ default: { memory: '1Gi', 'ephemeral-storage': '512Mi' } }],
    });
  });

  it.each(['baseline', 'restricted'] as const)(
    'enforces and warns at %s where the learner works',
    (level) => {
      const labels = sandboxNamespaces(names, level).map(({ metadata }) => metadata.labels);

      expect(labels).toMatchObject([
        { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level },
        { 'pod-security.kubernetes.io/enforce': 'baseline' },
      ]);
    },
  );
});

describe('gradingKubeconfig', () => {
  it('holds two contexts with one token, the learner by impersonation', () => {
    const text = gradingKubeconfig({
      ...names,
      server: 'https://x',
      certificateAuthority: 'Y2E=',
      token: 't',
    });

    // Nothing of the administrator's, who signs in with a certificate.
    expect(text).not.toMatch(/client-|password|exec/);

    expect(parse(text)).toMatchObject({
      users: [
        { name: 'grader', user: { token: 't' } },
        { name: 'learner', user: { token: 't', as: 'saiten:learner:abcd1234' } },
      ],
      contexts: [
        { name: 'grader', context: { user: 'grader', namespace: 'grader-abcd1234' } },
        { name: 'learner', context: { user: 'learner', namespace: 'exercise-abcd1234' } },
      ],
    });
  });
});
