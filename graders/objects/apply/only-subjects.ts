import { podSpecPath } from '../../submission/rules/pod-spec-path.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';

/** A workload that an exercise asks for. */
export interface Subject {
  kind: string;
  name: string;
}

export interface SelectedObjects {
  /** The subjects and everything that runs no pods, in the learner's order. */
  selected: readonly SubmittedObject[];
  /** Other workloads: not to be started. */
  leftOut: readonly SubmittedObject[];
}

/**
 * Parts a learner's objects into those a grader applies and the workloads that nobody asked for. What is not started
 * cannot stand in for the one that is graded: answer in its place, print its lines, or carry its labels.
 */
export function onlySubjects(
  objects: readonly SubmittedObject[],
  subjects: readonly Subject[],
): SelectedObjects {
  const isSelected = ({ value }: SubmittedObject): boolean =>
    podSpecPath(value.kind) === undefined ||
    subjects.some(({ kind, name }) => kind === value.kind && name === value.metadata.name);

  return {
    selected: objects.filter(isSelected),
    leftOut: objects.filter((object) => !isSelected(object)),
  };
}
