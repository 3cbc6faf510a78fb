import type { KubernetesObject } from '@kubernetes/client-node';
import Type from 'typebox';
import Value from 'typebox/value';
import { eventually } from '../eventually.ts';
import type { GraderContext } from '../grader-context.ts';
import type { StoredDeployment } from './read-deployment.ts';

/** The part of a PodDisruptionBudget that its controller fills in. */
const BudgetStatus = Type.Object({ status: Type.Object({ expectedPods: Type.Integer() }) });

/**
 * Waits until the controller of PodDisruptionBudgets counts as many pods under one of them as the Deployment
 * has. Throws a Mismatch `budget-missing`.
 */
export async function expectBudget(
  context: GraderContext,
  { metadata, spec }: StoredDeployment,
  { within }: { within: number },
): Promise<void> {
  const { cluster, namespace } = context;
  const look = async () => {
    const { items } = await cluster.grader.objects.list<KubernetesObject>(
      'policy/v1',
      'PodDisruptionBudget',
      namespace,
    );
    const covered = items.map((item) => (Value.Check(BudgetStatus, item) ? item.status.expectedPods : 0));
    if (covered.some((pods) => pods >= spec.replicas)) return;
    const found = items.map(
      (item, index) => `${item.metadata?.name ?? ''} covers ${covered[index] ?? 0} pods`,
    );
    throw context.mismatch(
      'budget-missing',
      { name: metadata.name },
      {
        expected: `a PodDisruptionBudget that covers ${spec.replicas} pods`,
        found: found.join(', ') || 'none',
      },
    );
  };
  await eventually(context, look, { within });
}
