import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { failedRequests } from '../../graders/network/failed-requests.ts';
import { loadEvidence } from '../../graders/network/load-evidence.ts';
import type { LoadRecord } from '../../graders/network/load-record.ts';
import { saysOnly } from './expect-page.ts';
import { placeOfB } from './place-of-b.ts';
import type { RunWords } from './run-words.ts';

/** Requests to app-b that failed during its roll-out, or were answered with neither its old word nor its new one alone. */
export function lostRequests(
  context: Pick<GraderContext, 'finding' | 'submission'>,
  record: LoadRecord,
  words: Pick<RunWords, 'of' | 'not'>,
): Finding[] {
  const isRight = (request: LoadRecord['requests'][number]) =>
    (['b-v1', 'b-v2'] as const).some((word) =>
      saysOnly(request, { wanted: words.of(word), unwanted: words.not(word) }),
    );

  const failed = failedRequests(record);
  const lost = [...failed, ...record.requests.filter((one) => one.class === 'ok' && !isRight(one))];
  if (lost.length === 0) return [];
  const position = placeOfB(context, 'spec', 'template', 'spec', 'containers', 0);
  const evidence = [loadEvidence(record, lost, 'Service app-b')];
  const params = { failed: lost.length, total: record.requests.length };
  return [context.finding('requests-failed', params, { position, evidence })];
}
