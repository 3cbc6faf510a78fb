import type { ComposeFinding } from '../../graders/core/compose-finding.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import { SUBMISSION_LIMITS } from '../../graders/submission/submission-limits.ts';
import { Failure } from '../domain/failure.ts';

export interface RenderRequest {
  cluster: {
    renderKustomize(
      files: ReadonlyMap<string, string>,
      folder: string,
      options: { signal: AbortSignal; seconds: number },
    ): Promise<string>;
  };
  files: ReadonlyMap<string, string>;
  /** Folders to render, as reading names them. */
  kustomizations: readonly string[];
  /** Reads what was made, by the same rules as a manifest. */
  readFiles: (rendered: ReadonlyMap<string, string>) => Promise<{ problems: readonly Finding[] }>;
  compose: ComposeFinding;
  now: () => number;
  signal: AbortSignal;
}

/** For all kustomizations of a submission together; one takes less than a second. */
const SECONDS = 40;
/** A folder gets at least this much, so that the one before it is to blame for being slow. */
const LEAST_SECONDS = 1;

/**
 * Renders every kustomization of a submission and reads the outcome by the same rules as a manifest. Returns what was
 * rendered by folder, or the learner's problems; other failures are thrown. The first folder that cannot be rendered ends
 * it.
 */
export async function renderSubmission(
  request: RenderRequest,
): Promise<{ rendered: Map<string, string>; problems: readonly Finding[] }> {
  const { cluster, files, kustomizations, readFiles, compose, now, signal } = request;
  const rendered = new Map<string, string>();
  const until = now() + SECONDS * 1000;
  let bytes = 0;

  for (const folder of kustomizations) {
    const failed = (reason: string) => ({
      rendered,
      problems: [
        compose(
          'kustomize-failed',
          { folder: folder || '.', reason },
          { position: { file: kustomizationOf(folder, files), line: 1 } },
        ),
      ],
    });

    try {
      const seconds = Math.max(LEAST_SECONDS, (until - now()) / 1000);
      const text = await cluster.renderKustomize(files, folder === '' ? '.' : folder, { signal, seconds });
      bytes += Buffer.byteLength(text);
      if (bytes > SUBMISSION_LIMITS.renderedBytes)
        return failed(`it renders to more than ${SUBMISSION_LIMITS.renderedBytes / 1024} KiB.`);
      rendered.set(folder, text);
    } catch (error) {
      if (!(error instanceof Failure) || error.fault !== 'learner') throw error;
      return failed(error.message);
    }
  }

  const problems = rendered.size > 0 ? (await readFiles(rendered)).problems : [];
  return { rendered, problems };
}

function kustomizationOf(folder: string, files: ReadonlyMap<string, string>): string {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map((name) => prefix + name);
  return names.find((name) => files.has(name)) ?? `${prefix}kustomization.yaml`;
}
