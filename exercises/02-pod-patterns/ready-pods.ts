import { Blocked } from '../../graders/core/blocked.ts';
import { crashLooping } from '../../graders/containers/crash-looping.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { isReady } from '../../graders/workloads/is-ready.ts';
import { readDeployment } from '../../graders/workloads/read-deployment.ts';
import { appPods, type Pod } from './app-pods.ts';

/**
 * Two ready pods of Deployment `app`; whatever an earlier check did to them has healed by then. Without them
 * `start-order` has failed, and nothing can be said here.
 */
export async function readyPods(context: GraderContext): Promise<readonly [Pod, Pod]> {
  const look = async () => {
    const pods = await appPods(context);
    if (pods.some(crashLooping)) throw new Blocked('start-order');
    if (pods.every(isReady)) return pods;
    throw context.mismatch('app-pods-missing', { count: pods.filter(isReady).length });
  };

  try {
    await readDeployment(context, 'app');
    return await eventually(context, look, { within: 60_000, every: 500, stableFor: 1_000 });
  } catch (error) {
    if (error instanceof Mismatch) throw new Blocked('start-order');
    throw error;
  }
}
