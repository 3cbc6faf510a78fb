import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { describeProbe } from '../../graders/network/describe-probe.ts';
import { serviceUrl } from '../../graders/network/service-url.ts';
import type { Prober } from '../../graders/network/start-prober.ts';
import { expectEndpoints } from '../../graders/network/expect-endpoints.ts';
import { appPods } from './app-pods.ts';

/**
 * The address for `/hostname` of Service `app`, which answers and leads to port 8080 of exactly the pods of the
 * Deployment; a Mismatch when it does not.
 */
export async function answeringService(context: GraderContext, prober: Prober): Promise<string> {
  const look = async () => {
    const url = `${await serviceUrl(context, 'app')}hostname`;
    const answer = await prober.get(url, 3);
    if (answer.class !== 'ok')
      throw context.mismatch('service-not-answering', {}, { expected: '200', found: describeProbe(answer) });
    return url;
  };

  try {
    const url = await eventually(context, look, { within: 30_000 });
    await expectTargets(context);
    return url;
  } catch (error) {
    if (error instanceof Mismatch) await prober.confirmNetwork();
    throw error;
  }
}

/** Who answers decides: the Service sends to the pods of the Deployment, and there to the port of `main`. */
async function expectTargets(context: GraderContext): Promise<void> {
  const pods = () => appPods(context);
  const endpoints = await expectEndpoints(context, { service: 'app', pods, within: 15_000 });
  const other = endpoints.find(({ port }) => port !== 8080);
  if (other === undefined) return;
  throw context.mismatch('service-elsewhere', {}, { expected: '8080', found: `${other.port}` });
}
