import Value from 'typebox/value';
import type { ComposeFinding } from '../../graders/core/compose-finding.ts';
import { Failure } from '../domain/failure.ts';
import { ReadingAnswer, type ReadingRequest } from './child/reading-request.ts';
import type { ConfinedOutcome } from './create-confined.ts';
import type { Exercise } from '../exercise-catalogue/load-exercise.ts';

export interface ReadFilesRequest {
  exercise: Pick<Exercise, 'definition' | 'catalogues'>;
  files: ReadonlyMap<string, Uint8Array | string>;
  /** Folder to what Kustomize made of it, for the second reading. */
  rendered?: ReadonlyMap<string, string>;
  compose: ComposeFinding;
  signal: AbortSignal;
}

export interface SubmissionReaderNeeds {
  runConfined(request: ReadingRequest, signal: AbortSignal): Promise<ConfinedOutcome>;
  /** Told when files could not be read within the limits, for staff. */
  onExceeded?: (outcome: Extract<ConfinedOutcome, { exceeded: string }>) => void;
}

export type ReadFiles = (request: ReadFilesRequest) => Promise<ReadingAnswer>;

/**
 * Reads a submission in a confined process: what is wrong with it, what was left out, and what Kustomize must render. Files that use up the
 * limits are refused as the learner's, with the one that was being read. Throws a Failure when there was no reading.
 */
export function createSubmissionReader({ runConfined, onExceeded }: SubmissionReaderNeeds): ReadFiles {
  return async ({ exercise, files, rendered = new Map<string, string>(), compose, signal }) => {
    const request = {
      definition: exercise.definition,
      catalogues: [...exercise.catalogues],
      files: Object.fromEntries(
        [...files].map(([path, content]) => [
          path,
          (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)).toString('base64'),
        ]),
      ),
      rendered: Object.fromEntries(rendered),
    };

    const outcome = await runConfined(request, signal);

    if ('exceeded' in outcome) {
      onExceeded?.(outcome);
      return {
        problems: [tooComplicated(outcome.at, [...files.keys()], compose)],
        notes: [],
        kustomizations: [],
        references: [],
      };
    }

    if (Value.Check(ReadingAnswer, outcome.answer)) return outcome.answer;
    throw new Failure('grader', 'reader-output-invalid', 'Expected the reading process to say what it found');
  };
}

/** Without a file to name, the first one stands for all. */
function tooComplicated(at: string, paths: readonly string[], compose: ComposeFinding) {
  const path = at === '' ? (paths[0] ?? '.') : at;
  return compose(
    'too-complicated',
    { path },
    paths.includes(path) ? { position: { file: path, line: 1 } } : {},
  );
}
