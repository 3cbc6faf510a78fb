import type { CheckResult } from '../../../graders/contract/check-result.ts';
import type { Evidence, Finding } from '../../../graders/contract/finding.ts';
import type { Message } from '../../../graders/contract/message.ts';
import type { GradingReport } from '../../../services/domain/submissions/grading-report.ts';

export function buildMessage(overrides: Partial<Message> = {}): Message {
  return {
    id: 'replicas-differ',
    text: {
      en: 'The Deployment {name} does not run the expected number of Pods.',
      ja: 'Deployment {name} の Pod の数が期待と違います。',
    },
    hint: {
      en: 'Set `spec.replicas` and wait until `kubectl get deployment {name}` shows all of them as ready.',
      ja: '`spec.replicas` を設定し、`kubectl get deployment {name}` ですべて Ready になることを確認してください。',
    },
    params: { name: 'web' },
    ...overrides,
  };
}

export function buildEvidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    kind: 'events',
    source: 'deployment/web',
    text: '10s  Normal  ScalingReplicaSet  Scaled up replica set web-5d9c to 2',
    ...overrides,
  };
}

export function buildFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    message: buildMessage(),
    expected: '3 ready Pods',
    found: '2 ready Pods',
    position: { file: 'deployment.yaml', line: 7, column: 3 },
    evidence: [buildEvidence()],
    ...overrides,
  };
}

/** A check worth 20 points; what it earned and found follows from its status unless told. */
export function buildCheck(overrides: Partial<CheckResult> = {}): CheckResult {
  const status = overrides.status ?? 'pass';
  const points = overrides.points ?? 20;
  return {
    id: 'replicas',
    title: { en: 'Three Pods are ready', ja: '3 つの Pod が Ready になっている' },
    status,
    points,
    earned: status === 'pass' ? points : 0,
    findings: status === 'fail' ? [buildFinding()] : [],
    durationMs: 1200,
    ...(status === 'blocked' ? { blockedBy: 'submission' } : {}),
    ...overrides,
  };
}

/** A report whose verdict, fault and score follow from its checks and problems unless told. */
export function buildReport(overrides: Partial<GradingReport> = {}): GradingReport {
  const checks = overrides.checks ?? [buildCheck()];
  const problems = overrides.problems ?? [];

  const verdict =
    overrides.verdict ??
    (checks.some(({ status }) => status === 'error')
      ? 'not-graded'
      : problems.length === 0 && checks.every(({ status }) => status === 'pass')
        ? 'passed'
        : 'failed');

  const sum = (key: 'earned' | 'points') => checks.reduce((total, check) => total + check[key], 0);
  return {
    runId: '01JD4Q6Z8V0000000000000001',
    exercise: {
      slug: '02-deployment-rollout',
      title: { en: 'Roll out without losing a request', ja: '無停止ロールアウトとロールバック' },
    },
    headSha: '3f2a91c07b6d4e5f8a9b0c1d2e3f405162738495',
    attempt: 1,
    verdict,
    ...(verdict === 'failed' ? { fault: 'learner' as const } : {}),
    ...(verdict === 'not-graded'
      ? { fault: 'infrastructure' as const, failureCode: 'cluster-not-ready' }
      : {}),
    score: { earned: sum('earned'), possible: sum('points') },
    problems,
    checks,
    timings: [
      { phase: 'cluster', durationMs: 21_000 },
      { phase: 'grade', durationMs: 14_000 },
    ],
    versions: { exercise: '9c1f0a7be2d4', nodeImage: 'kindest/node:v1.36.3', kubernetes: 'v1.36.3' },
    startedAt: '2026-11-20T01:00:00.000Z',
    finishedAt: '2026-11-20T01:00:42.000Z',
    ...overrides,
  };
}
