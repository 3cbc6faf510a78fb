import type { V1Pod, V1PodDisruptionBudget } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { expectBudget } from '../../../../graders/workloads/expect-budget.ts';
import { contextOn, pod } from './fake-namespace.ts';

const own = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })];

const budget = (expectedPods: number, app = 'web'): V1PodDisruptionBudget => ({
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app } } },
  status: { expectedPods, currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0 },
});

/** The API server selects the pods by the query; here each query has its pods. */
function expected(budgets: V1PodDisruptionBudget[], selected: Record<string, V1Pod[]>) {
  const context = contextOn({ deployment: {}, replicaSets: [], pods: [], patches: [] });
  Object.assign(context.cluster.grader, { objects: { list: async () => ({ items: budgets }) } });

  Object.assign(context.cluster.grader.core, {
    listNamespacedPod: async ({ labelSelector }: { labelSelector: string }) => ({
      items: selected[labelSelector] ?? [],
    }),
  });

  return expectBudget(context, { name: 'web', pods: own, within: 2_000 });
}

describe('expectBudget', () => {
  it('accepts a budget that selects and counts all pods', async () => {
    await expect(expected([budget(2)], { 'app=web': own })).resolves.toBeUndefined();
  });

  it.each([
    ['no budget', [], {}],
    ['as many pods, but others', [budget(2, 'front')], { 'app=front': [pod({ name: 'c', of: 2 })] }],
    ['some of the pods', [budget(2)], { 'app=web': own.slice(0, 1) }],
    ['pods that its controller does not count', [budget(0)], { 'app=web': own }],
    ['half of them by each of two', [budget(1), budget(1, 'b')], { 'app=web': [own[0]], 'app=b': [own[1]] }],
  ])('does not accept %s', async (_, budgets, selected) => {
    await expect(expected(budgets, selected as Record<string, V1Pod[]>)).rejects.toMatchObject({
      findings: [{ message: { id: 'budget-missing' } }],
    });
  });
});
