import type { V1DeploymentStatus } from '@kubernetes/client-node';
import type { StoredDeployment } from '../../../graders/workloads/read-deployment.ts';

export interface StoredDeploymentParts {
  generation?: number;
  replicas?: number;
  status?: V1DeploymentStatus | undefined;
}

/** The smallest Deployment `web` that the API server could return. */
export function storedDeployment({
  generation = 1,
  replicas = 1,
  status,
}: StoredDeploymentParts = {}): StoredDeployment {
  return {
    metadata: { name: 'web', uid: 'deployment-uid', generation },
    spec: { replicas, selector: {}, template: {} },
    ...(status ? { status } : {}),
  };
}
