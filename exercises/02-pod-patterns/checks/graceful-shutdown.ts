import type { Finding } from '../../../graders/contract/finding.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { describeProbe } from '../../../graders/network/describe-probe.ts';
import { loadEvidence } from '../../../graders/network/load-evidence.ts';
import type { LoadRecord } from '../../../graders/network/load-record.ts';
import type { Prober } from '../../../graders/network/start-prober.ts';
import { podsOf } from '../../../graders/workloads/pods-of.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { replicaSets } from '../../../graders/workloads/replica-sets.ts';
import { serviceEndpoints } from '../../../graders/network/service-endpoints.ts';
import { underLoad } from '../../../graders/network/under-load.ts';
import type { Pod } from '../app-pods.ts';
import { applyServices } from '../apply-submission.ts';
import { answeringService } from '../answering-service.ts';
import { deletePod } from '../delete-pod.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';
import { readyPods } from '../ready-pods.ts';
import { startSlowRequest, WHOLE, type SlowAnswer } from '../slow-request.ts';

/** Milliseconds after the deletion from which on nothing may reach the Pod, and that a busy cluster gets instead. */
const SETTLE = 3_000;
const PATIENCE = 6_000;
/** Milliseconds in which kube-proxy follows the endpoints. */
const FOLLOW = 1_000;

export const gracefulShutdown: Check<Given> = {
  id: 'graceful-shutdown',
  async run(context, { prober }) {
    await applyServices(context);
    const pods = await readyPods(context);
    const [victim] = pods;
    const url = await answeringService(context, prober);

    const { value, record } = await underLoad(context, prober, { url, perSecond: 10 }, async () => {
      const request = await startSlowRequest(context, prober, victim);
      await deletePod(context, victim);
      const deletedAt = await proberTime(context, prober);
      await routedElsewhere(context, victim);
      const settledAt = Math.max(deletedAt + SETTLE, (await proberTime(context, prober)) + FOLLOW);
      return { answer: await request.answer(), settledAt };
    });

    const findings = [
      ...cutOff(context, value.answer),
      ...strayed(context, record, victim, value.settledAt),
      ...lost(context, record),
      ...foreign(context, record, [...pods, ...(await replacements(context))]),
    ];

    if (findings.length > 0) throw new Mismatch(findings);
  },
};

/**
 * Waits until the endpoint controller has heard of the deletion, which takes a busy machine its time; not longer, because
 * a Service may keep the Pod for good.
 */
async function routedElsewhere(context: GraderContext, { metadata }: Pod): Promise<void> {
  const { clock, signal } = context;
  const end = clock.now() + PATIENCE;

  while (clock.now() < end) {
    const endpoints = await serviceEndpoints(context, 'app');
    if (!endpoints.some(({ pod, ready }) => ready && pod === metadata?.uid)) return;
    await clock.sleep(300, signal);
  }
}

/** Milliseconds of the clock that the requests are stamped with. */
async function proberTime(context: GraderContext, prober: Prober): Promise<number> {
  const { stdout } = await eventually(context, () => prober.run(['cat', '/proc/uptime']), { within: 30_000 });
  return Number(stdout.split(' ')[0]) * 1000;
}

/** The pods that may have answered since, whatever has become of them. */
async function replacements(context: GraderContext): Promise<Pod[]> {
  return podsOf(context, await replicaSets(context, await readDeployment(context, 'app')));
}

function cutOff(context: GraderContext, answer: SlowAnswer): Finding[] {
  if (answer.class === 'ok' && answer.body.includes(context.nonce) && answer.seconds >= WHOLE) return [];

  const details = {
    expected: '200 after 8 s',
    found: `${describeProbe(answer)} after ${answer.seconds.toFixed(1)} s`,
    position: podPlace(context, 'app.yaml', ['terminationGracePeriodSeconds']),
  };

  return [context.finding('request-cut-off', {}, details)];
}

function strayed(
  context: GraderContext,
  { requests }: LoadRecord,
  { metadata }: Pod,
  settledAt: number,
): Finding[] {
  const pod = metadata?.name ?? '';
  const later = requests.filter(({ sentAt }) => sentAt > settledAt);
  const wrong = later.filter(({ body }) => body === pod);
  if (wrong.length === 0) return [];
  const found = `${wrong.length} of ${later.length} requests reached ${pod}`;
  return [context.finding('still-routed', { pod }, { expected: 'only other Pods answer', found })];
}

function lost(context: GraderContext, record: LoadRecord): Finding[] {
  const failed = record.requests.filter((request) => request.class !== 'ok');
  if (failed.length === 0) return [];
  const counts = { count: failed.length, total: record.requests.length };
  return [
    context.finding('request-lost', counts, {
      evidence: [loadEvidence(record, failed, 'http://app/hostname')],
    }),
  ];
}

/** Each answer must be the name of a pod of the Deployment: only so it is known who gave it. */
function foreign(context: GraderContext, { requests }: LoadRecord, pods: readonly Pod[]): Finding[] {
  const names = new Set(pods.map(({ metadata }) => metadata?.name));
  const wrong = requests.find((request) => request.class === 'ok' && !names.has(request.body));
  if (wrong === undefined) return [];
  return [
    context.finding(
      'answered-by-another',
      {},
      { expected: [...names].join(', '), found: describeProbe(wrong) },
    ),
  ];
}
