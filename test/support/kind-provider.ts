import { randomBytes } from 'node:crypto';
import { createCommandRunner } from '../../services/clusters/kind/engine/command-runner.ts';
import { createKindProvider, type KindProviderOptions } from '../../services/clusters/kind/kind-provider.ts';
import type { ClusterProvider } from '../../services/domain/clusters/cluster.ts';
import { freePort } from '../../services/store/embedded/free-port.ts';
import { systemClock, TEST_ENVIRONMENT, TEST_NODE_IMAGE } from './kind-engine.ts';

/** Clusters on the real engine, one creation at a time and silent; whatever is given comes in place of that. */
export function kindProvider(
  given: Pick<KindProviderOptions, 'prefix' | 'dataFolder'> & Partial<KindProviderOptions>,
): ClusterProvider {
  return createKindProvider({
    nodeImage: TEST_NODE_IMAGE,
    workerId: 'end-to-end',
    clock: systemClock,
    runner: createCommandRunner(),
    randomBytes,
    freePort,
    logger: { info() {}, warn() {} },
    environment: TEST_ENVIRONMENT,
    parallelCreations: 1,
    ...given,
  });
}
