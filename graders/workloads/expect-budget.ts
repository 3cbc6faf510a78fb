import type { KubernetesObject, V1Pod, V1PodDisruptionBudget } from '@kubernetes/client-node';
import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { labelQuery } from '../objects/label-query.ts';

export interface ExpectedBudget {
  /** Deployment as it is named in what the learner reads. */
  name: string;
  /** The pods that must be covered, by uid. */
  pods: readonly V1Pod[];
  /** Milliseconds until the controller of budgets must have counted them. */
  within: number;
}

/**
 * Waits until one PodDisruptionBudget selects all these pods and its controller counts as many. Which pods a selector
 * selects is asked of the API server. Throws a Mismatch `budget-missing`.
 */
export async function expectBudget(
  context: GraderContext,
  { name, pods, within }: ExpectedBudget,
): Promise<void> {
  const { cluster, namespace } = context;

  const look = async () => {
    const { items } = await cluster.grader.objects.list<KubernetesObject & V1PodDisruptionBudget>(
      'policy/v1',
      'PodDisruptionBudget',
      namespace,
    );

    const found: string[] = [];

    for (const budget of items) {
      const covered = await coveredBy(context, budget);
      const missing = pods.filter(({ metadata }) => !covered.has(metadata?.uid));
      const counted = budget.status?.expectedPods ?? 0;
      if (missing.length === 0 && counted >= pods.length) return;
      const budgetName = budget.metadata?.name ?? '';
      found.push(`${budgetName} covers ${pods.length - missing.length} of them and counts ${counted} pods`);
    }

    throw context.mismatch(
      'budget-missing',
      { name },
      {
        expected: `a PodDisruptionBudget that covers these ${pods.length} pods`,
        found: found.join(', ') || 'none',
      },
    );
  };

  await eventually(context, look, { within, every: 500 });
}

async function coveredBy(
  { cluster, namespace }: GraderContext,
  { spec }: V1PodDisruptionBudget,
): Promise<ReadonlySet<string | undefined>> {
  const labelSelector = labelQuery(spec?.selector);
  if (labelSelector === undefined) return new Set();
  const { items } = await cluster.grader.core.listNamespacedPod({ namespace, labelSelector });
  return new Set(items.map(({ metadata }) => metadata?.uid));
}
