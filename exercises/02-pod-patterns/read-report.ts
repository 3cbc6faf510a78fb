import { apiStatus } from '../../graders/cluster-access/api-errors.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Pod } from './app-pods.ts';

/** Bytes that `main` of the Job may print. */
const LIMIT = 1024 * 1024;

/** All that `main` has printed, empty before it starts; a Mismatch `report-too-long` where there is more than is read. */
export async function readReport(context: GraderContext, { metadata }: Pod): Promise<string> {
  const { cluster, namespace } = context;

  try {
    const printed = await cluster.grader.core.readNamespacedPodLog({
      namespace,
      name: metadata?.name ?? '',
      container: 'main',
      limitBytes: LIMIT,
    });

    if (Buffer.byteLength(printed) < LIMIT) return printed;
    throw context.mismatch('report-too-long', { limit: 1 });
  } catch (error) {
    if (apiStatus(error) === 400 || apiStatus(error) === 404) return '';
    throw error;
  }
}
