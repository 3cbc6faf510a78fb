import type { KubernetesManifest, SubmittedObject } from '../../../graders/submission/submitted-files.ts';

/** A learner's object as reading gives it; its positions are the path's length as line, so that tests see what was asked. */
export function submittedObject(
  value: Omit<KubernetesManifest, 'apiVersion' | 'metadata'> & { name?: string; apiVersion?: string },
): SubmittedObject {
  const { name = 'web', apiVersion = 'v1', ...fields } = value;
  return {
    file: 'all.yaml',
    value: { apiVersion, metadata: { name }, ...fields } as KubernetesManifest,
    positionOf: (path) => ({ file: `all.yaml#${path.join('.')}`, line: 1 }),
  };
}
