import type { V1Deployment } from '@kubernetes/client-node';
import { apiStatus } from '../cluster-access/api-errors.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** A Deployment as the API server returns it: the fields every stored object has are there. */
export interface StoredDeployment extends V1Deployment {
  metadata: NonNullable<V1Deployment['metadata']> & { name: string; uid: string; generation: number };
  spec: NonNullable<V1Deployment['spec']> & { replicas: number };
}

/** Reads a Deployment of the learner's namespace; a Mismatch `deployment-missing` when there is none. */
export async function readDeployment(context: GraderContext, name: string): Promise<StoredDeployment> {
  try {
    const { namespace, cluster } = context;
    const deployment = await cluster.grader.apps.readNamespacedDeployment({ namespace, name });
    if (isStored(deployment)) return deployment;
    throw new Error(`The API server returned Deployment ${name} without uid, generation or replicas`);
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
    throw context.mismatch('deployment-missing', { name });
  }
}

function isStored(deployment: V1Deployment): deployment is StoredDeployment {
  const { metadata, spec } = deployment;
  return (
    metadata?.name !== undefined &&
    metadata.uid !== undefined &&
    metadata.generation !== undefined &&
    spec?.replicas !== undefined
  );
}
