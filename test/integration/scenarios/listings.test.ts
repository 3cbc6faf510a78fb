import type { Files } from '../../github-server/control.ts';
import type { RequestFault } from '../../github-server/rules/fault.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const CONFIG = 'grading / 03-config';
const PASSED = { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' } as const;

/** Files that a tool made and that come before any exercise. */
function generated(count: number, folder = '.cache'): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.bin`, `${i}\n`]));
}

function strike({ github, repo }: Stage, ...faults: readonly RequestFault[]): void {
  for (const fault of faults) github.faults.add({ ...fault, repositoryId: repo.id, times: Infinity });
}

/** A learner opens a pull request with these files; GitHub, or the repository, is not as one would like. */
function opening(
  name: string,
  files: Files,
  ends: Scenario['ends'],
  { faults = [], besides }: { faults?: readonly RequestFault[]; besides?: Scenario['besides'] } = {},
): Scenario {
  return {
    name,
    steps(stage) {
      strike(stage, ...faults);
      stage.opens(files);
    },
    ends,
    ...(besides === undefined ? {} : { besides }),
  };
}

/** The check tells this, in both languages, and what a comment says of it. */
function refused(comment: string): Scenario['ends'] {
  return { checks: { c1: { [JOBS]: 'failure' } }, comment };
}

/** Both languages stand in the comment, or in the check of a notice. */
function tells(...words: readonly string[]): NonNullable<Scenario['besides']> {
  return ({ github, repo, commits }) => {
    const texts = [
      ...github.comments(repo, 1).map(({ body }) => body),
      ...github.checkRuns(repo, commits[0]).map(({ summary, text }) => `${summary} ${text}`),
    ].join('\n');

    return words.filter((word) => !texts.includes(word)).map((word) => `"${word}" is not told`);
  };
}

const SCENARIOS: readonly Scenario[] = [
  opening(
    '3,100 files of a cache come before the exercise',
    { ...generated(3100), ...answer('passes') },
    PASSED,
  ),
  opening('the diff of a pull request takes too long', answer('passes'), PASSED, {
    faults: [{ operation: 'pulls/list-files', kind: 'no-diff' }],
  }),
  opening('GitHub breaks down over the diff and over the comparison', answer('passes'), PASSED, {
    faults: [
      { operation: 'pulls/list-files', kind: 'bad-gateway-before' },
      { operation: 'repos/compare-commits-with-basehead', kind: 'bad-gateway-before' },
    ],
  }),
  opening(
    'the diff takes too long, and listings of trees end early',
    { ...generated(50, 'node_modules/a'), ...answer('passes') },
    PASSED,
    {
      faults: [
        { operation: 'pulls/list-files', kind: 'no-diff' },
        { operation: 'git/get-tree', kind: 'short-tree', entries: 5 },
      ],
    },
  ),
  {
    name: 'without a diff, only exercises that the pull request changes are graded',
    async steps(stage) {
      strike(stage, { operation: 'pulls/list-files', kind: 'no-diff' });
      const { github, repo } = stage;
      github.commitFiles(repo, { files: answer('fails', { folder: '04-probes' }) });
      stage.commits.push(github.commitFiles(repo, { branch: 'work', files: answer('passes') }));
      github.commitFiles(repo, { files: answer('fails', { folder: '03-config' }) });
      github.openPullRequest({ repo, head: 'work', title: 'My answer', author: stage.learner });
    },
    ends: PASSED,
  },
  {
    name: 'without a diff, an exercise that was removed counts as changed',
    async steps(stage) {
      strike(stage, { operation: 'pulls/list-files', kind: 'no-diff' });
      stage.github.commitFiles(stage.repo, { files: answer('fails') });
      stage.opens({ '02-batch-jobs/answer.yaml': null, '02-batch-jobs/old.yaml': 'a: 1\n' });
    },
    ends: refused('`answer.yaml` is missing'),
  },
  opening(
    'there is more than can be looked through',
    Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`gen/${i}/a/b/c.bin`, `${i}\n`])),
    { checks: { c1: { grading: 'action_required' } }, comment: 'too large to look through' },
    {
      faults: [
        { operation: 'pulls/list-files', kind: 'no-diff' },
        { operation: 'git/get-tree', kind: 'short-tree', entries: 1 },
      ],
      besides: tells('変更が大きすぎて'),
    },
  ),
  opening(
    'the exercise folder is a nested repository',
    { '02-batch-jobs': { submodule: 'a'.repeat(40) } },
    refused('git rm --cached 02-batch-jobs'),
    {
      besides(stage) {
        const [check] = stage.github.checkRuns(stage.repo, stage.commits[0]);
        const places = check?.annotations.map(({ path }) => path).join();
        return [
          ...(places === '02-batch-jobs' ? [] : [`annotated at ${places}`]),
          ...tells('別の Git リポジトリです')(stage),
        ];
      },
    },
  ),
  {
    name: 'a nested repository takes the place of the starter files',
    steps(stage) {
      stage.github.commitFiles(stage.repo, { files: answer('fails') });
      stage.opens({ '02-batch-jobs/answer.yaml': null, '02-batch-jobs': { submodule: 'b'.repeat(40) } });
    },
    ends: refused('git rm --cached 02-batch-jobs'),
  },
  opening(
    'a folder above the exercise is a nested repository',
    { work: { submodule: 'a'.repeat(40) } },
    { checks: { c1: { grading: 'action_required' } }, comment: '`work` is a Git repository' },
    { besides: tells('別の Git リポジトリです') },
  ),
  opening(
    'the exercise folder is a link',
    { '02-batch-jobs': { symlink: 'elsewhere' }, ...answer('passes', { folder: 'elsewhere' }) },
    refused('`02-batch-jobs` is a symbolic link'),
    { besides: tells('シンボリックリンク') },
  ),
  opening(
    'a file has the name of the exercise folder',
    { 'work/02-batch-jobs': 'outcome: passes\n' },
    refused('`work/02-batch-jobs` is a file'),
    { besides: tells('はファイルです') },
  ),
  opening(
    'the folder differs in letters and hyphens',
    answer('passes', { folder: '02_Batch_Jobs' }),
    { checks: { c1: { grading: 'action_required' } }, comment: 'must be named `02-batch-jobs`' },
    { besides: tells('`02_Batch_Jobs`', '正しい名前は') },
  ),
  opening(
    'one folder is right and another misspelt',
    { ...answer('passes'), ...answer('passes', { folder: '０３－config' }) },
    { checks: { c1: { [JOBS]: 'success', grading: 'action_required' } }, comment: '✅ Passed' },
    { besides: tells('must be named `03-config`') },
  ),
  opening(
    'the exercise is packed',
    { '02-batch-jobs.zip': Buffer.from([80, 75, 3, 4]) },
    { checks: { c1: { grading: 'action_required' } }, comment: 'is an archive' },
    { besides: tells('圧縮ファイル') },
  ),
  opening(
    'a misspelt folder that may be an exercise: the check asks',
    answer('passes', { folder: '02-bach-job' }),
    { checks: { c1: { grading: 'skipped' } }, comment: null },
    { besides: tells('did you mean `02-batch-jobs`?', '`02-batch-jobs` のことでしょうか') },
  ),
  opening(
    'the manifest lies one folder too deep',
    answer('passes', { folder: '02-batch-jobs/answer' }),
    refused('git mv answer/answer.yaml answer.yaml'),
  ),
  opening(
    'the manifest lies beside the folder',
    { '02-batch-jobs/notes.md': 'done\n', 'answer.yaml': 'outcome: passes\n' },
    refused('git mv ../answer.yaml answer.yaml'),
  ),
  opening(
    'the manifest has one ending too many',
    { '02-batch-jobs/answer.yaml.txt': 'outcome: passes\n' },
    refused('git mv answer.yaml.txt answer.yaml'),
  ),
  opening(
    'the manifest ends in .yml',
    { '02-batch-jobs/answer.yml': 'outcome: passes\n' },
    refused('there is `answer.yml`'),
  ),
  opening(
    'files that nobody asked for are noted and not fetched',
    {
      ...answer('passes'),
      '02-batch-jobs/.answer.yaml.swp': Buffer.from([0, 255, 1]),
      '02-batch-jobs/Thumbs.db': Buffer.alloc(3_000_000),
      '02-batch-jobs/memo.txt': Buffer.from([0x83, 0x81, 0x83, 0x82]),
    },
    PASSED,
    {
      besides: (stage) => [
        ...tells('Not part of the submission', '提出物に含まれません', 'Thumbs.db', 'memo.txt')(stage),
        ...(stage.github.requests.filter(
          ({ operationId, path }) => operationId === 'git/get-blob' && path.includes(`/${stage.owner}/`),
        ).length === 1
          ? []
          : ['more than the manifest was fetched']),
      ],
    },
  ),
  {
    name: 'the exercise is found in a repository with more files than a listing holds',
    steps(stage) {
      strike(stage, { operation: 'git/get-tree', kind: 'short-tree', entries: 3 });
      stage.github.commitFiles(stage.repo, { files: generated(20, 'data') });
      stage.opens({ ...answer('passes'), ...answer('passes', { folder: '03-config' }) });
    },
    ends: { checks: { c1: { [JOBS]: 'success', [CONFIG]: 'success' } }, comment: '✅ Passed' },
  },
];

playScenarios('listings', SCENARIOS);
