import type { JobRecord, JobWatch } from '../../graders/job/watch-job.ts';
import type { BatchWork } from './batch-work.ts';

/** What the checks share; the first check sets what is optional. */
export interface State {
  work: BatchWork;
  /** Job `shards` as it stood when its work was over, and the watch that goes on until it is gone. */
  shards?: { record: JobRecord; watch: JobWatch };
  /** Settles when cron.yaml is applied; rejects with what the API server refused. */
  cronApplied?: Promise<void>;
  /** Settles when a whole run of `tick` was seen; rejects with what went wrong. Its minutes pass beside the other checks. */
  tickSeen?: Promise<void>;
}
