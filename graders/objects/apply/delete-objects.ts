import { apiStatus } from '../../cluster-access/api-errors.ts';
import { eventually } from '../../core/eventually.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';
import { applyOrder } from './apply-order.ts';

/**
 * Deletes a learner's objects as the learner, workloads before configuration, what they own in the background. Already
 * gone is fine; it does not wait until they are.
 */
export async function deleteObjects(
  context: GraderContext,
  objects: readonly SubmittedObject[],
): Promise<void> {
  const { objects: api } = context.cluster.learner;

  for (const { value } of applyOrder(objects).toReversed()) {
    const { apiVersion, kind, metadata } = value;
    const target = { apiVersion, kind, metadata: { name: metadata.name, namespace: context.namespace } };

    await eventually(
      context,
      async () => {
        try {
          await api.delete(target, undefined, undefined, undefined, undefined, 'Background');
        } catch (error) {
          if (apiStatus(error) !== 404) throw error;
        }
      },
      { within: 10_000, every: 500 },
    );
  }
}
