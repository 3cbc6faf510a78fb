import type {
  AnnotationState,
  CheckConclusion,
  CheckRunState,
  CheckStatus,
  CheckSuiteState,
  RepositoryState,
} from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import { appJson } from './app-json.ts';
import { simpleCommitJson } from './commit-json.ts';
import { nodeId } from './node-id.ts';
import { pullsOfCommitJson } from './pull-json.ts';
import { repositoryJson, repositoryPage, repositoryUrl } from './repository-json.ts';
import { timestamp, timestampOrNull } from './timestamp.ts';

/** Description: `check-run`. */
export function checkRunJson(world: World, repository: RepositoryState, run: CheckRunState) {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    // create-a-check-run: "If the details_url is not provided, the URL of the GitHub app is used instead".
    details_url: run.detailsUrl ?? appJson(world).external_url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: timestampOrNull(run.startedAt),
    completed_at: timestampOrNull(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appJson(world),
    pull_requests: pullsOfCommitJson(world, repository, run.headSha),
  };
}

/** Description: `check-run-with-simple-check-suite`, as webhooks carry it. */
export function checkRunEventJson(world: World, repository: RepositoryState, run: CheckRunState) {
  const suite = suiteCore(world, repository, run.suite);
  return {
    ...checkRunJson(world, repository, run),
    check_suite: { ...suite, repository: repositoryJson(world, repository) },
  };
}

/** Description: `check-suite`. */
export function checkSuiteJson(world: World, repository: RepositoryState, suite: CheckSuiteState) {
  return {
    ...suiteCore(world, repository, suite),
    head_commit: simpleCommitJson(repository, suite.headSha),
    repository: repositoryJson(world, repository),
    latest_check_runs_count: runsOf(repository, suite).length,
    check_runs_url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}/check-runs`,
  };
}

/** Description: `check-annotation`. */
export function annotationJson(
  world: World,
  repository: RepositoryState,
  run: CheckRunState,
  annotation: AnnotationState,
) {
  return {
    ...annotation,
    blob_href: `${repositoryPage(world, repository)}/blob/${run.headSha}/${annotation.path}`,
  };
}

function suiteCore(world: World, repository: RepositoryState, suite: CheckSuiteState) {
  const { status, conclusion } = overall(runsOf(repository, suite));
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status,
    conclusion,
    url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
    before: null,
    after: suite.headSha,
    pull_requests: pullsOfCommitJson(world, repository, suite.headSha),
    app: suiteAppJson(world),
    created_at: timestamp(suite.createdAt),
    updated_at: timestamp(suite.updatedAt),
  };
}

const WORST_FIRST: readonly CheckConclusion[] = [
  'action_required',
  'failure',
  'timed_out',
  'cancelled',
  'stale',
  'success',
  'skipped',
  'neutral',
];

/** A suite shows its worst run. */
function overall(runs: CheckRunState[]): { status: CheckStatus; conclusion: CheckConclusion | null } {
  if (runs.length === 0 || runs.every((run) => run.status === 'queued'))
    return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const conclusions = new Set(runs.map((run) => run.conclusion));
  return { status: 'completed', conclusion: WORST_FIRST.find((each) => conclusions.has(each)) ?? 'neutral' };
}

function runsOf(repository: RepositoryState, suite: CheckSuiteState): CheckRunState[] {
  return [...repository.runs.values()].filter((run) => run.suite === suite);
}

/** The description of events lists what a suite's App may subscribe to, and has never heard of `merge_group`. */
function suiteAppJson(world: World) {
  const app = appJson(world);
  return { ...app, events: app.events.filter((event) => event !== 'merge_group') };
}
