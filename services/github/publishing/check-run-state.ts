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
