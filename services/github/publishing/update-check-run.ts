import type { Octokit } from '@octokit/rest';
import type { CheckAnnotation, CheckRunState } from './check-run-state.ts';
import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';
import { missingAnnotations } from './missing-annotations.ts';

/** GitHub's limit; further ones are appended by further requests: https://docs.github.com/en/rest/checks/runs#update-a-check-run */
const ANNOTATIONS_PER_REQUEST = 50;
const ROUNDS = 3;

/**
 * Makes a check run show a state, however often it is called. GitHub appends annotations with every request, so
 * each round first reads which ones are there and sends only the others; a request that failed with a server error
 * may have been carried out, so it is followed by another round, not by a repetition. The status travels with the
 * last portion: the run does not end before it is complete.
 */
export function updateCheckRun(connection: Connection, id: number, state: CheckRunState): Promise<void> {
  return connection.call(`update check run ${id}`, async (octokit, at) => {
    for (let round = 1; ; round++) {
      const { data: shown } = await octokit.rest.checks.get({ ...at, check_run_id: id });
      if (shown.status === 'completed' && state.status !== 'completed') return;

      const missing = await missingAnnotations(octokit, at, {
        id,
        shown: shown.output.annotations_count,
        wanted: state.output.annotations ?? [],
      });

      if (missing.length === 0 && alreadyShows(shown, state)) return;

      try {
        return await send(octokit, at, { id, state, missing });
      } catch (error) {
        if ((readHttpError(error)?.status ?? 0) < 500 || round === ROUNDS) throw error;
      }
    }
  });
}

async function send(
  octokit: Octokit,
  at: RepositoryLocation,
  { id, state, missing }: { id: number; state: CheckRunState; missing: readonly CheckAnnotation[] },
): Promise<void> {
  const { title, summary, text } = state.output;
  const words = { title, summary, ...(text === undefined ? {} : { text }) };
  const target = { ...at, check_run_id: id, request: { retries: 0 } };
  const last = Math.max(0, Math.ceil(missing.length / ANNOTATIONS_PER_REQUEST) - 1) * ANNOTATIONS_PER_REQUEST;
  for (let from = 0; from < last; from += ANNOTATIONS_PER_REQUEST)
    await octokit.rest.checks.update({
      ...target,
      output: { ...words, annotations: missing.slice(from, from + ANNOTATIONS_PER_REQUEST) },
    });
  const rest = missing.slice(last);

  await octokit.rest.checks.update({
    ...target,
    ...statusOf(state),
    output: { ...words, ...(rest.length === 0 ? {} : { annotations: rest }) },
    ...(state.detailsUrl === undefined ? {} : { details_url: state.detailsUrl }),
    ...(state.startedAt === undefined ? {} : { started_at: state.startedAt.toISOString() }),
    ...(state.actions === undefined ? {} : { actions: [...state.actions] }),
  });
}

function statusOf({ status, conclusion, completedAt }: CheckRunState) {
  if (status !== 'completed') return { status };
  return {
    status,
    ...(conclusion === undefined ? {} : { conclusion }),
    ...(completedAt === undefined ? {} : { completed_at: completedAt.toISOString() }),
  };
}

interface ShownState {
  status: string;
  conclusion: string | null;
  details_url: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
}

function alreadyShows(shown: ShownState, { status, conclusion, detailsUrl, output }: CheckRunState): boolean {
  return (
    shown.status === status &&
    shown.conclusion === (conclusion ?? null) &&
    (detailsUrl === undefined || shown.details_url === detailsUrl) &&
    shown.output.title === output.title &&
    shown.output.summary === output.summary &&
    (shown.output.text ?? '') === (output.text ?? '')
  );
}
