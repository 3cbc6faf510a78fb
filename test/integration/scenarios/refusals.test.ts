import type { RequestFault } from '../../github-server/rules/fault.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { playScenarios, type Scenario } from '../../support/scenarios/play.ts';
import type { Stage } from '../../support/scenarios/stage.ts';

const JOBS = 'grading / 02-batch-jobs';
const PASSED = { checks: { c1: { [JOBS]: 'success' } }, comment: '✅ Passed' } as const;

type Refused = 401 | 403 | 404;

/** A learner opens a pull request that passes while GitHub refuses one operation for a while. */
function refused(operation: string, status: Refused, times = 2): Scenario {
  return {
    name: `${operation} is answered ${status} for a while`,
    steps(stage) {
      // A 401 is met with a new token twice before it counts.
      const strikes = status === 401 ? times * 3 : times;
      const fault = { operation, kind: 'refused', status, times: strikes } satisfies RequestFault;
      stage.github.faults.add({ ...fault, repositoryId: stage.repo.id });
      stage.opens(answer('passes'));
    },
    ends: PASSED,
  };
}

/** Waits until the store says so of the last pull request's newest submission. */
const isStored = (stage: Stage, state: string) => async () => {
  const all = await stage.room.store.submissions.forPullRequest(stage.repo.id, stage.pull().number);
  return all.at(-1)?.state === state;
};

/** GitHub refuses us for a while, and nothing that was handed in is lost by that. */
const SCENARIOS: readonly Scenario[] = [
  refused('pulls/get', 403),
  refused('pulls/get', 404),
  refused('pulls/get', 401),
  refused('pulls/list-files', 403),
  refused('git/get-tree', 403),
  refused('git/get-tree', 404),
  refused('git/get-blob', 404),
  refused('checks/create', 403),
  refused('checks/create', 404),
  refused('checks/update', 403),
  refused('checks/update', 404),
  refused('issues/create-comment', 403),
  refused('issues/update-comment', 404),
  {
    name: 'the installation is suspended after the grader ended: the result counts and is told afterwards',
    async steps(stage) {
      const { headSha } = stage.opens(answer('waits'));
      await stage.until(() => stage.room.exercises.graded(headSha) > 0);
      stage.github.suspend(stage.owner);
      stage.room.exercises.release(headSha);
      await stage.until(isStored(stage, 'graded'));
      stage.github.unsuspend(stage.owner);
    },
    ends: PASSED,
  },
  {
    name: 'the installation is suspended before anything was graded',
    async steps(stage) {
      const { headSha } = stage.opens(answer('cluster-fails-once'));
      stage.github.suspend(stage.owner);

      await stage.until(() =>
        stage.github.requests.some(
          ({ status, path }) => status === 403 && path.startsWith('/app/installations/'),
        ),
      );

      stage.github.unsuspend(stage.owner);
      await stage.verdicts(headSha);
    },
    ends: PASSED,
  },
  {
    name: 'a command comes while GitHub refuses: it is carried out once',
    async steps(stage) {
      const { headSha } = stage.opens(answer('fails'));
      await stage.verdicts(headSha);
      await stage.room.store.pullRequests.get(stage.repo.id, stage.pull().number);
      for (const operation of ['pulls/get', 'reactions/create-for-issue-comment'])
        stage.github.faults.add({
          ...{ operation, kind: 'refused', status: 403, times: 2 },
          repositoryId: stage.repo.id,
        });
      stage.says('/regrade');
    },
    ends: {
      checks: { c1: { [JOBS]: ['failure', 'failure'] } },
      comment: 'Not passed yet',
      reactions: ['rocket'],
    },
  },
];

playScenarios('refusals', SCENARIOS);
