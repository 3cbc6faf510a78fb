import type { ComposeFinding } from '../../graders/compose-finding.ts';
import type { ExerciseDefinition } from '../../graders/contract/exercise-definition.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import { readSubmission } from '../../graders/submission/read-submission.ts';
import { Failure } from '../domain/failure.ts';

export interface RenderRequest {
  cluster: {
    renderKustomize(
      files: ReadonlyMap<string, string>,
      folder: string,
      options: { signal: AbortSignal },
    ): Promise<string>;
  };
  files: ReadonlyMap<string, string>;
  /** Folders to render, as `readSubmission` names them. */
  kustomizations: readonly string[];
  definition: ExerciseDefinition;
  compose: ComposeFinding;
  signal: AbortSignal;
}

/**
 * Renders every kustomization of a submission and reads the outcome by the same rules as a manifest. Returns what was
 * rendered by folder, or the learner's problems; other failures are thrown.
 */
export async function renderSubmission(
  request: RenderRequest,
): Promise<{ rendered: Map<string, string>; problems: Finding[] }> {
  const { cluster, files, kustomizations, definition, compose, signal } = request;
  const rendered = new Map<string, string>();
  const problems: Finding[] = [];
  for (const folder of kustomizations) {
    try {
      rendered.set(folder, await cluster.renderKustomize(files, folder === '' ? '.' : folder, { signal }));
    } catch (error) {
      if (!(error instanceof Failure) || error.fault !== 'learner') throw error;
      const file = [...files.keys()].find((path) => path.startsWith(`${folder}/kustomization.y`));
      const position = { file: file ?? 'kustomization.yaml', line: 1 };
      problems.push(
        compose('kustomize-failed', { folder: folder || '.', reason: error.message }, { position }),
      );
    }
  }
  if (problems.length === 0 && rendered.size > 0)
    problems.push(...readSubmission({ files, rendered }, definition, compose).problems);
  return { rendered, problems };
}
