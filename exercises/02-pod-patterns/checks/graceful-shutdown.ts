import type { Check } from '../../../graders/define-grader.ts';
import { eventually } from '../../../graders/eventually.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import { Mismatch } from '../../../graders/mismatch.ts';
import { describeProbe } from '../../../graders/traffic/describe-probe.ts';
import { loadEvidence } from '../../../graders/traffic/load-evidence.ts';
import type { LoadRecord } from '../../../graders/traffic/load-record.ts';
import { serviceUrl } from '../../../graders/traffic/service-url.ts';
import type { Prober } from '../../../graders/traffic/start-prober.ts';
import { underLoad } from '../../../graders/traffic/under-load.ts';
import type { Pod } from '../app-pods.ts';
import { deletePod } from '../delete-pod.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';
import { readyPods } from '../ready-pods.ts';
import { startSlowRequest, type SlowAnswer } from '../slow-request.ts';

/** Milliseconds until endpoint controller and kube-proxy have surely heard of the deletion. */
const SETTLE = 3_000;

export const gracefulShutdown: Check<Given> = {
  id: 'graceful-shutdown',
  async run(context, { prober }) {
    const [victim] = await readyPods(context);
    const url = await answeringService(context, prober);
    const { value, record } = await underLoad(context, prober, { url, perSecond: 10 }, async () => {
      const request = await startSlowRequest(context, prober, victim);
      const noticedAt = context.clock.now();
      await deletePod(context, victim);
      const deletedAt = request.runsAt + context.clock.now() - noticedAt;
      return { answer: await request.answer(), deletedAt };
    });
    const findings = [
      ...cutOff(context, value.answer),
      ...strayed(context, record, victim, value.deletedAt),
      ...lost(context, record),
    ];
    if (findings.length > 0) throw new Mismatch(findings);
  },
};

/** The Service's address for `/hostname`, which answers; a Mismatch when it does not. */
async function answeringService(context: GraderContext, prober: Prober): Promise<string> {
  const look = async () => {
    const url = `${await serviceUrl(context, 'app')}hostname`;
    const answer = await prober.get(url, 3);
    if (answer.class === 'ok') return url;
    throw context.mismatch('service-not-answering', {}, { expected: '200', found: describeProbe(answer) });
  };
  try {
    return await eventually(context, look, { within: 30_000 });
  } catch (error) {
    if (error instanceof Mismatch) await prober.confirmNetwork();
    throw error;
  }
}

function cutOff(context: GraderContext, answer: SlowAnswer): Finding[] {
  if (answer.class === 'ok' && answer.body.includes(context.nonce)) return [];
  const finding = context.finding(
    'request-cut-off',
    {},
    {
      expected: '200 after 8 s',
      found: `${describeProbe(answer)} after ${answer.seconds.toFixed(1)} s`,
      position: podPlace(context, 'app.yaml', ['terminationGracePeriodSeconds']),
    },
  );
  return [finding];
}

function strayed(
  context: GraderContext,
  { requests }: LoadRecord,
  { metadata }: Pod,
  deletedAt: number,
): Finding[] {
  const pod = metadata?.name ?? '';
  const later = requests.filter(({ sentAt }) => sentAt > deletedAt + SETTLE);
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
