import type { moreTries } from '../../graders/jobs/more-tries.ts';
import type { JobRecord, JobWatch } from '../../graders/jobs/watch-job.ts';
import type { AppliedFile } from './apply-batch.ts';
import type { BatchWork } from './batch-work.ts';
import type { ScriptWitness } from '../../graders/containers/script-witness.ts';

/** A Job's spec as the API server stored it. */
export type JobSpec = Parameters<typeof moreTries>[0];

/** What the checks share; the first check sets what is optional. */
export interface State {
  work: BatchWork;
  /** Job `shards` as it was stored, as it stood when its work was over, the watch until it is gone, and who saw it work. */
  shards?: { spec: JobSpec; record: JobRecord; watch: JobWatch; witness: ScriptWitness };
  /** What became of cron.yaml. */
  cronApplied?: Promise<AppliedFile>;
  /** Settles when a whole run of `tick` was seen; rejects with what went wrong. Its minutes pass beside the other checks. */
  tickSeen?: Promise<void>;
}
