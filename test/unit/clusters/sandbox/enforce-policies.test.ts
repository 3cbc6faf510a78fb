import { describe, expect, it } from 'vitest';
import { enforcePolicies } from '../../../../services/clusters/sandbox/enforce-policies.ts';
import { learnerPolicies } from '../../../../services/clusters/sandbox/learner-policies.ts';
import type { Manifest } from '../../../../services/clusters/sandbox/manifest.ts';

/** An API server that takes policies up after so many looks, except one. */
function apiServer(looks: number, deaf?: string) {
  const applied: string[] = [];
  let asked = 0;
  let now = 0;

  const policyOf = (manifest: Manifest) =>
    learnerPolicies().find(
      ({ counterexample }) => JSON.stringify(counterexample) === JSON.stringify(manifest),
    );

  return {
    applied,
    enforce: () =>
      enforcePolicies(
        {
          apply: ({ kind }) => Promise.resolve(void applied.push(kind)),
          tryAs: (_user, _namespace, manifest) => {
            asked += 1;
            const name = policyOf(manifest)?.name ?? '';
            const isRefused = asked > looks * learnerPolicies().length && name !== deaf;
            return Promise.resolve(
              isRefused
                ? { status: 403, text: `ValidatingAdmissionPolicy '${name}'` }
                : { status: 201, text: '' },
            );
          },
        },
        {
          clock: { now: () => now, sleep: (ms) => Promise.resolve(void (now += ms)) },
          signal: new AbortController().signal,
        },
      ),
    passed: () => now,
  };
}

describe('enforcePolicies', () => {
  it('waits until every policy refuses its counterexample', async () => {
    const server = apiServer(3);
    await server.enforce();
    expect(server.passed()).toBe(300);

    expect(new Set(server.applied)).toEqual(
      new Set(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']),
    );
  });

  it('names the policy that never comes into force', async () => {
    await expect(apiServer(0, 'saiten-finalizer').enforce()).rejects.toMatchObject({
      code: 'policies-not-in-force',
      message: expect.stringMatching(/none of: saiten-finalizer\./) as unknown,
    });
  });
});

describe('learnerPolicies', () => {
  it('hold for learners alone and deny', () => {
    for (const { manifests } of learnerPolicies()) {
      const [policy, binding] = manifests;
      expect(JSON.stringify(policy)).toContain("startsWith('saiten:learner:')");
      expect(binding?.['spec']).toMatchObject({ validationActions: ['Deny'] });
    }
  });
});
