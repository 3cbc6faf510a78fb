import { defineGrader } from '../../graders/core/define-grader.ts';
import { giveBatchWork } from './batch-work.ts';
import { finishedJobsVanish } from './checks/finished-jobs-vanish.ts';
import { hopelessShard } from './checks/hopeless-shard.ts';
import { nightlyTimes } from './checks/nightly-times.ts';
import { shardsOnce } from './checks/shards-once.ts';
import { threeAtOnce } from './checks/three-at-once.ts';
import { tickRuns } from './checks/tick-runs.ts';
import type { State } from './state.ts';

export default defineGrader<State>({
  prepare: async (context) => ({ work: await giveBatchWork(context) }),
  checks: [shardsOnce, threeAtOnce, hopelessShard, tickRuns, nightlyTimes, finishedJobsVanish],
});
