import { annotationJson, checkRunJson, checkSuiteJson } from '../json/check-json.ts';
import { checkAnnotations, requireCommit, settleStatus } from '../rules/check-run-rules.ts';
import { GitHubError, notFound } from '../rules/github-error.ts';
import { applyCheckRun, createCheckRun } from '../state/write-check-run.ts';
import type { CheckRunState, RepositoryState } from '../state/repository-state.ts';
import { resolveCommit } from '../state/resolve-commit.ts';
import { listed } from './listed.ts';
import type { Operation } from './operation.ts';
import { repositoryOperation } from './operation.ts';

const READ = { needs: { checks: 'read' }, user: 'read' } as const;
const WRITE = { needs: { checks: 'write' }, user: 'never' } as const;

/** https://docs.github.com/rest/checks */
export const checkOperations: Operation[] = [
  // Not idempotent, as on GitHub: the same name, commit and external_id again make another run.
  repositoryOperation('checks/create', WRITE, ({ world, repository, body, announce }) => {
    requireCommit(repository, body.head_sha);
    const settled = settleStatus(body, { status: 'queued', conclusion: null });
    checkAnnotations(body.output?.annotations ?? []);
    const run = createCheckRun(world, repository, { ...body, ...settled });
    announce.checkRun('created', repository, run);
    if (run.status === 'completed') announce.checkRun('completed', repository, run);
    return { status: 201, body: checkRunJson(world, repository, run) };
  }),

  repositoryOperation('checks/update', WRITE, ({ world, repository, parameters, body, announce }) => {
    const run = runOf(repository, parameters.check_run_id);
    const before = run.status;
    const settled = settleStatus(body, run);
    checkAnnotations(body.output?.annotations ?? []);
    applyCheckRun(world, run, { ...body, ...settled });
    if (run.status === 'completed' && before !== 'completed') announce.checkRun('completed', repository, run);
    return { status: 200, body: checkRunJson(world, repository, run) };
  }),

  repositoryOperation('checks/get', READ, ({ world, repository, parameters }) => ({
    status: 200,
    body: checkRunJson(world, repository, runOf(repository, parameters.check_run_id)),
  })),

  repositoryOperation('checks/list-annotations', READ, (call) => {
    const run = runOf(call.repository, call.parameters.check_run_id);
    return listed(call, run.annotations, (items) =>
      items.map((each) => annotationJson(call.world, call.repository, run, each)),
    );
  }),

  repositoryOperation('checks/list-for-ref', READ, (call) => {
    const { world, repository, parameters } = call;
    const sha = refOf(repository, parameters.ref);
    const ofApp = parameters.app_id === undefined || parameters.app_id === world.app.id;

    const found = selectRuns(
      [...repository.runs.values()].filter((run) => ofApp && run.headSha === sha),
      parameters,
    );

    return listed(call, found, (items) => ({
      total_count: found.length,
      check_runs: items.map((run) => checkRunJson(world, repository, run)),
    }));
  }),

  repositoryOperation('checks/list-for-suite', READ, (call) => {
    const { world, repository, parameters } = call;
    if (!repository.suites.has(parameters.check_suite_id)) throw notFound();
    const ofSuite = [...repository.runs.values()].filter((run) => run.suite.id === parameters.check_suite_id);
    const found = selectRuns(ofSuite, parameters);
    return listed(call, found, (items) => ({
      total_count: found.length,
      check_runs: items.map((run) => checkRunJson(world, repository, run)),
    }));
  }),

  repositoryOperation('checks/list-suites-for-ref', READ, (call) => {
    const { world, repository, parameters } = call;
    const sha = refOf(repository, parameters.ref);
    const ofApp = parameters.app_id === undefined || parameters.app_id === world.app.id;
    const found = [...repository.suites.values()].filter((suite) => ofApp && suite.headSha === sha);
    return listed(call, found, (items) => ({
      total_count: found.length,
      check_suites: items.map((suite) => checkSuiteJson(world, repository, suite)),
    }));
  }),

  repositoryOperation('checks/get-suite', READ, ({ world, repository, parameters }) => {
    const suite = repository.suites.get(parameters.check_suite_id);
    if (suite === undefined) throw notFound();
    return { status: 200, body: checkSuiteJson(world, repository, suite) };
  }),
];

/** Newest first. `latest`, the default, keeps the newest run of each name. */
function selectRuns(
  runs: CheckRunState[],
  wanted: {
    check_name?: string | undefined;
    status?: string | undefined;
    filter?: 'latest' | 'all' | undefined;
  },
): CheckRunState[] {
  const names = new Set<string>();
  return runs
    .sort((a, b) => b.id - a.id)
    .filter((run) => wanted.filter === 'all' || (!names.has(run.name) && names.add(run.name)))
    .filter((run) => wanted.check_name === undefined || run.name === wanted.check_name)
    .filter((run) => wanted.status === undefined || run.status === wanted.status);
}

function runOf(repository: RepositoryState, id: number): CheckRunState {
  const run = repository.runs.get(id);
  if (run === undefined) throw notFound();
  return run;
}

function refOf(repository: RepositoryState, ref: string): string {
  const sha = resolveCommit(repository, ref);
  if (sha === undefined) throw new GitHubError(422, `No commit found for SHA: ${ref}`);
  return sha;
}
