import type { V1JobSpec, V1PodFailurePolicyRule } from '@kubernetes/client-node';

/**
 * How many more pods a Job makes for a number, or for its work when it is not indexed, whose pods end in that exit code: by
 * its failure policy, of which the first rule that fits decides, and its limits.
 */
export function moreTries(spec: V1JobSpec, exitCode: number): number {
  const rule = spec.podFailurePolicy?.rules.find((candidate) => fits(candidate, exitCode));
  if (rule?.action === 'Ignore') return Infinity;
  if (rule?.action === 'FailIndex' || rule?.action === 'FailJob') return 0;
  return Math.min(spec.backoffLimitPerIndex ?? Infinity, spec.backoffLimit ?? 6);
}

function fits({ onExitCodes }: V1PodFailurePolicyRule, exitCode: number): boolean {
  if (onExitCodes === undefined) return false;
  const listed = onExitCodes.values.includes(exitCode);
  return onExitCodes.operator === 'In' ? listed : exitCode !== 0 && !listed;
}
