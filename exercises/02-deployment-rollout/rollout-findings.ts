import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { answerProblem } from '../../graders/network/answer-problem.ts';
import { failedRequests } from '../../graders/network/failed-requests.ts';
import { loadEvidence } from '../../graders/network/load-evidence.ts';
import type { LoadRecord } from '../../graders/network/load-record.ts';
import { podCountEvidence } from '../../graders/workloads/pod-count-evidence.ts';
import type { RolledOut } from '../../graders/workloads/rolled-out.ts';
import type { EndpointDeviation } from '../../graders/network/watch-endpoints.ts';
import type { PodCounts } from '../../graders/workloads/watch-pods.ts';
import { START_DELAY, type EarlyStart } from './early-starts.ts';
import { place } from './place.ts';
import { WEB, type State } from './state.ts';
import { wordsOf } from './words-of.ts';

/** Requests that failed while v1 was replaced by v2. */
export function lostRequests(context: GraderContext, record: LoadRecord): Finding[] {
  const failed = failedRequests(record);
  if (failed.length === 0) return [];
  const params = { failed: failed.length, total: record.requests.length };
  return [
    context.finding('requests-failed', params, {
      position: place(context, 'v2/', 'spec', 'template', 'spec', 'containers', 0),
      evidence: [loadEvidence(record, failed, 'Service web')],
    }),
  ];
}

/** Answers that were neither those of v1 nor those of v2. */
export function mixedAnswers(
  context: GraderContext,
  record: LoadRecord,
  state: Pick<State, 'words'>,
): Finding[] {
  const versions = [wordsOf(state, 'v1'), wordsOf(state, 'v2')];

  const wrong = record.requests.filter(
    (request) =>
      request.class === 'ok' && versions.every((words) => answerProblem(request, words) !== undefined),
  );

  if (wrong.length === 0) return [];
  const params = { wrong: wrong.length, total: record.requests.length };
  return [
    context.finding('answers-mixed', params, { evidence: [loadEvidence(record, wrong, 'Service web')] }),
  ];
}

/** Whether fewer pods were ready at some moment than there are replicas. */
export function missingPods(context: GraderContext, pods: PodCounts, replicas: number): Finding[] {
  if (pods.lowestReady >= replicas) return [];
  return [
    context.finding(
      'ready-pods-dropped',
      { lowest: pods.lowestReady, replicas },
      { position: place(context, 'v2/', 'spec', 'strategy'), evidence: [podCountEvidence(pods, WEB)] },
    ),
  ];
}

/** Whether both versions ask for the same number of replicas. */
export function otherReplicas(context: GraderContext, v1: RolledOut, v2: RolledOut): Finding[] {
  const [before, after] = [v1.deployment.spec.replicas, v2.deployment.spec.replicas];
  if (before === after) return [];
  return [
    context.finding(
      'replicas-differ',
      { before, after },
      { position: place(context, 'v2/', 'spec', 'replicas') },
    ),
  ];
}

/** Times in which the Service led to something else than the ready pods of the Deployment. */
export function deviatingEndpoints(
  context: GraderContext,
  deviations: readonly EndpointDeviation[],
): Finding[] {
  if (deviations.length === 0) return [];

  const lines = deviations.map(
    ({ from, to, what }) => `${(from / 1000).toFixed(1)} s to ${(to / 1000).toFixed(1)} s: ${what}`,
  );

  return [
    context.finding(
      'endpoints-differ',
      { name: WEB },
      { expected: 'exactly the ready pods of Deployment web', found: lines.slice(0, 10).join('; ') },
    ),
  ];
}

/** Pods that were there sooner than the start delay allows. */
export function startedEarly(context: GraderContext, early: readonly EarlyStart[]): Finding[] {
  const [first] = early;
  if (first === undefined) return [];
  const found = early.slice(0, 10).map(({ pod, how }) => `${pod}: ${how}`);
  return [
    context.finding(
      'started-early',
      { pod: first.pod, seconds: START_DELAY },
      {
        position: place(context, 'v2/', 'spec', 'template', 'spec', 'containers', 0),
        expected: `${START_DELAY} s or more after the pod's first container started`,
        found: found.join('; '),
      },
    ),
  ];
}

/** Why v2 is not served in the end: in the words of this exercise where the Service still brings something else. */
export function stillOld(context: GraderContext, unserved: readonly Finding[]): Finding[] {
  return unserved.map((finding) =>
    finding.message.id === 'wrong-answer'
      ? context.finding(
          'new-version-not-served',
          {},
          {
            position: place(context, 'v2/', 'spec', 'template'),
            ...(finding.expected === undefined ? {} : { expected: finding.expected }),
            ...(finding.found === undefined ? {} : { found: finding.found }),
          },
        )
      : finding,
  );
}
