import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';

/** The object both managers write. */
export const WEB = 'web';

export const MANAGERS = ['base', 'overlay'] as const;
export type Manager = (typeof MANAGERS)[number];

export function fileOf(manager: Manager): string {
  return `${manager}.yaml`;
}

/** The one Deployment a manager's file must hold; a `Mismatch` when it holds something else. */
export function manifestOf(context: GraderContext, manager: Manager): SubmittedObject {
  const file = fileOf(manager);
  const objects = context.submission.objects(file);
  const [object] = objects;
  if (object !== undefined && objects.length === 1 && object.value.metadata.name === WEB) return object;
  const position = (objects[1] ?? object)?.positionOf(['metadata', 'name']) ?? { file, line: 1 };
  const found = objects.map(({ value }) => `${value.kind} ${value.metadata.name}`).join(', ');
  throw context.mismatch('one-deployment-expected', { file, name: WEB }, { position, found });
}
