import type { SourcePosition } from '../contract/finding.ts';
import type { GraderContext } from '../core/grader-context.ts';

export interface SubmittedPlace {
  /** File or folder of the submission, such as `v2/`. */
  in: string;
  kind: string;
  name: string;
  /** Field the learner has to look at; the nearest parent stands in for one that is not there. */
  path?: readonly (string | number)[];
}

/** Where in the submission an object, or a field of it, is written; undefined when it is not there at all. */
export function submittedPlace(
  { submission }: Pick<GraderContext, 'submission'>,
  { in: folder, kind, name, path = [] }: SubmittedPlace,
): SourcePosition | undefined {
  const object = submission
    .objects(folder)
    .find(({ value }) => value.kind === kind && value.metadata.name === name);

  return object?.positionOf(path);
}
