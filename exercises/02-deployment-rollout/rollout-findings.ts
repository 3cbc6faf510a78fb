import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/grader-context.ts';
import { failedRequests } from '../../graders/traffic/failed-requests.ts';
import { loadEvidence } from '../../graders/traffic/load-evidence.ts';
import type { LoadRecord } from '../../graders/traffic/load-record.ts';
import { podCountEvidence } from '../../graders/workload/pod-count-evidence.ts';
import type { PodCounts } from '../../graders/workload/watch-pods.ts';
import { place } from './place.ts';

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

/** Whether fewer pods were ready at some moment than there are replicas. */
export function missingPods(context: GraderContext, pods: PodCounts, replicas: number): Finding[] {
  if (pods.lowestReady >= replicas) return [];
  return [
    context.finding(
      'ready-pods-dropped',
      { lowest: pods.lowestReady, replicas },
      { position: place(context, 'v2/', 'spec', 'strategy'), evidence: [podCountEvidence(pods, 'web')] },
    ),
  ];
}

/** The Service answers, but not with v2. */
export function stillOld(context: GraderContext, record: LoadRecord): Finding {
  return context.finding(
    'new-version-not-served',
    {},
    {
      position: place(context, 'v2/', 'spec', 'template'),
      expected: 'answers that contain "v2"',
      found: record.requests.at(-1)?.body ?? 'no answer',
    },
  );
}
