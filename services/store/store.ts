import type { CourseFiles } from './course-files.ts';
import type { Deliveries } from './deliveries.ts';
import type { Inbox } from './inbox.ts';
import type { Pool } from './pool.ts';
import type { Progress } from './progress.ts';
import type { Publications } from './publications.ts';
import type { PullRequests } from './pull-requests.ts';
import type { RequestBudgets } from './request-budgets.ts';
import type { Runs } from './runs.ts';
import type { Submissions } from './submissions.ts';
import type { Workers } from './workers.ts';

/**
 * Everything Saiten remembers. Every method can fail with a Failure of fault `infrastructure`, code
 * `store-unavailable`, when the database does not answer.
 */
export interface Store {
  deliveries: Deliveries;
  inbox: Inbox;
  pullRequests: PullRequests;
  submissions: Submissions;
  runs: Runs;
  pool: Pool;
  workers: Workers;
  publications: Publications;
  requestBudgets: RequestBudgets;
  courseFiles: CourseFiles;
  progress: Progress;
  /** Resolves when the database answers within two seconds, else fails. */
  health(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://user:password@host:port/database` */
  url: string;
  now?: () => Date;
  /** Connections for queries; as many again may wait for pull request locks. */
  maxConnections?: number;
}
