import type { SourcePosition } from '../../../graders/contract/finding.ts';

/** `folder/file:line` as it stands in the learner's repository. */
export function sourceLocation(folder: string, { file, line }: SourcePosition): string {
  return `${repositoryPath(folder, file)}:${line}`;
}

/** The path of a submitted file inside the learner's repository; without a file, of the exercise folder. */
export function repositoryPath(folder: string, file: string): string {
  return [folder, file].filter((part) => part !== '').join('/');
}
