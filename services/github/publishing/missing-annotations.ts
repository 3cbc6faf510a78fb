import type { Octokit } from '@octokit/rest';
import type { CheckAnnotation } from './check-run-state.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';

/** The wanted annotations that the run does not have yet, each once, in their order. */
export async function missingAnnotations(
  octokit: Octokit,
  at: RepositoryLocation,
  run: { id: number; shown: number; wanted: readonly CheckAnnotation[] },
): Promise<CheckAnnotation[]> {
  if (run.wanted.length === 0) return [];

  const there =
    run.shown === 0
      ? []
      : await octokit.paginate(octokit.rest.checks.listAnnotations, {
          ...at,
          check_run_id: run.id,
          per_page: 100,
        });

  const seen = new Set(there.map(sameness));
  return run.wanted.filter((annotation) => {
    const key = sameness(annotation);
    return !seen.has(key) && seen.add(key);
  });
}

interface Comparable {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: string | null;
  title?: string | null;
  message: string | null;
}

/** Two annotations with the same words at the same lines are one; GitHub gives them no id to compare. */
function sameness({ path, start_line, end_line, annotation_level, title, message }: Comparable): string {
  return JSON.stringify([path, start_line, end_line, annotation_level, title ?? '', message?.trim() ?? '']);
}
