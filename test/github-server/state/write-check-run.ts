import type {
  AnnotationState,
  CheckConclusion,
  CheckRunState,
  CheckStatus,
  CheckSuiteState,
  RepositoryState,
} from './repository-state.ts';
import type { World } from './world.ts';

/** "In a check suite, GitHub limits the number of check runs with the same name to 1000" and deletes the oldest. */
const MOST_OF_ONE_NAME = 1000;

type Optional<Value> = Value | undefined;

export type CheckRunInput = {
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  name?: Optional<string>;
  details_url?: Optional<string>;
  external_id?: Optional<string>;
  started_at?: Optional<string>;
  completed_at?: Optional<string>;
  output?: Optional<{
    title?: Optional<string>;
    summary?: Optional<string>;
    text?: Optional<string>;
    annotations?: Optional<AnnotationInput[]>;
  }>;
  actions?: Optional<CheckRunState['actions']>;
};

type AnnotationInput = Pick<
  AnnotationState,
  'path' | 'start_line' | 'end_line' | 'annotation_level' | 'message'
> & {
  start_column?: Optional<number>;
  end_column?: Optional<number>;
  title?: Optional<string>;
  raw_details?: Optional<string>;
};

export function createCheckRun(
  world: World,
  repository: RepositoryState,
  input: CheckRunInput & { name: string; head_sha: string },
): CheckRunState {
  const run: CheckRunState = {
    id: world.nextId(),
    suite: suiteFor(world, repository, input.head_sha),
    name: input.name,
    headSha: input.head_sha,
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };

  repository.runs.set(run.id, run);
  applyCheckRun(world, run, input);

  const ofName = [...repository.runs.values()].filter(
    (each) => each.suite === run.suite && each.name === run.name,
  );

  for (const oldest of ofName.slice(0, -MOST_OF_ONE_NAME)) repository.runs.delete(oldest.id);
  return run;
}

/** Changes what the input names and keeps the rest; annotations are appended ("update a check run"). */
export function applyCheckRun(world: World, run: CheckRunState, input: CheckRunInput): void {
  run.status = input.status;
  run.conclusion = input.conclusion;
  run.name = input.name ?? run.name;
  run.detailsUrl = input.details_url ?? run.detailsUrl;
  run.externalId = input.external_id ?? run.externalId;
  run.startedAt = input.started_at === undefined ? run.startedAt : Date.parse(input.started_at);
  run.completedAt = input.status === 'completed' ? completedAt(world, run, input) : null;
  run.title = input.output?.title ?? run.title;
  run.summary = input.output?.summary ?? run.summary;
  run.text = input.output?.text ?? run.text;
  run.annotations.push(...(input.output?.annotations ?? []).map(annotation));
  run.actions = input.actions ?? run.actions;
  run.suite.updatedAt = world.now();
}

function completedAt(world: World, run: CheckRunState, input: CheckRunInput): number {
  return input.completed_at === undefined ? (run.completedAt ?? world.now()) : Date.parse(input.completed_at);
}

function annotation(input: AnnotationInput): AnnotationState {
  return {
    path: input.path,
    start_line: input.start_line,
    end_line: input.end_line,
    start_column: input.start_column ?? null,
    end_column: input.end_column ?? null,
    annotation_level: input.annotation_level,
    message: input.message,
    title: input.title ?? null,
    raw_details: input.raw_details ?? null,
  };
}

function suiteFor(world: World, repository: RepositoryState, sha: string): CheckSuiteState {
  const known = [...repository.suites.values()].find((suite) => suite.headSha === sha);
  if (known !== undefined) return known;
  const branch = [...repository.refs].find(([ref, tip]) => tip === sha && ref.startsWith('refs/heads/'));
  const now = world.now();

  const suite: CheckSuiteState = {
    id: world.nextId(),
    headSha: sha,
    headBranch: branch?.[0].slice('refs/heads/'.length) ?? null,
    createdAt: now,
    updatedAt: now,
  };

  repository.suites.set(suite.id, suite);
  return suite;
}
