import type { StoredDeployment } from './read-deployment.ts';

/** Whether the Deployment itself says of its newest spec that it made no progress in time. */
export function missedDeadline({ metadata, status }: StoredDeployment): boolean {
  if ((status?.observedGeneration ?? 0) < metadata.generation) return false;
  const progressing = status?.conditions?.find(({ type }) => type === 'Progressing');
  return progressing?.status === 'False' && progressing.reason === 'ProgressDeadlineExceeded';
}
