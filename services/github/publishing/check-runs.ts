import type { Connection } from '../client/connection.ts';
import { ensureCheckRun } from './ensure-check-run.ts';
import type { TakeTurns } from '../limits/turns.ts';
import { listUnfinishedCheckRuns, type UnfinishedCheckRun } from './unfinished-check-runs.ts';
import { updateCheckRun } from './update-check-run.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export type CheckConclusion =
  'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required';

/** In the words of GitHub's REST API. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  /** Columns only when both lines are the same. */
  start_column?: number;
  end_column?: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  title?: string;
  message: string;
}

export interface CheckOutput {
  title: string;
  /** At most 65,535 characters, as `text`. */
  summary: string;
  text?: string;
  /** Any number; sent in portions of 50. */
  annotations?: readonly CheckAnnotation[];
}

/** A button on the check: label 20, description 40, identifier 20 characters; at most three. */
export interface CheckAction {
  label: string;
  description: string;
  identifier: string;
}

export interface CheckRunState {
  status: CheckStatus;
  /** Set exactly when the status is `completed`. */
  conclusion?: CheckConclusion;
  output: CheckOutput;
  detailsUrl?: string;
  startedAt?: Date;
  completedAt?: Date;
  actions?: readonly CheckAction[];
}

export interface CheckRunIdentity {
  headSha: string;
  /** Stable: branch protection requires it. */
  name: string;
  /** The submission's id: what makes a repeated create find the first one. */
  externalId: string;
}

/** How a run begins; annotations come with an update. */
export interface NewCheckRun extends CheckRunIdentity {
  status: 'queued' | 'in_progress';
  output: CheckOutput;
  detailsUrl?: string;
  startedAt?: Date;
}

/** Check runs of our App; Failure `github-permission` in token mode. */
export interface CheckRuns {
  /** Finds our run of this identity or creates it, once, in the state given. */
  ensure(run: NewCheckRun): Promise<{ id: number }>;
  /**
   * Makes the run show this state. May be repeated: annotations that the run already has are not sent again, a state
   * already shown is not sent again, and a completed run is never opened again.
   */
  update(id: number, state: CheckRunState): Promise<void>;
  /** Our check runs of a commit that have no conclusion yet. */
  unfinished(headSha: string): Promise<UnfinishedCheckRun[]>;
}

/** The check runs of one repository; works on one run take turns within this process. */
export function createCheckRuns(needs: {
  connection: Connection;
  takeTurns: TakeTurns;
  appId: number | undefined;
}): CheckRuns {
  const { connection, takeTurns, appId } = needs;
  return {
    ensure: (run) =>
      takeTurns(`check/${run.headSha}/${run.name}/${run.externalId}`, () => ensureCheckRun(connection, run)),
    unfinished: (headSha) => listUnfinishedCheckRuns(connection, headSha, appId),
    update: (id, state) => takeTurns(`check-run/${id}`, () => updateCheckRun(connection, id, state)),
  };
}
