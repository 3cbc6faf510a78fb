import type { CheckConclusion, CheckRunIdentity, CheckRunState } from './check-run-state.ts';
import type { CommitStatus, CommitStatusState } from './commit-statuses.ts';

/**
 * `error` is GitHub's word for a service that could not do its work. Unlike a neutral check run it does not satisfy
 * a required status: with four states there is no honest one that does.
 */
const STATES: Readonly<Record<CheckConclusion, CommitStatusState>> = {
  success: 'success',
  skipped: 'success',
  failure: 'failure',
  timed_out: 'failure',
  neutral: 'error',
  cancelled: 'error',
  action_required: 'error',
};

/** The nearest commit status of a check run, for those who may not write check runs. */
export function toCommitStatus(check: CheckRunIdentity & CheckRunState): CommitStatus {
  return {
    sha: check.headSha,
    context: check.name,
    state: check.status === 'completed' && check.conclusion ? STATES[check.conclusion] : 'pending',
    description: check.output.title,
    ...(check.detailsUrl === undefined ? {} : { targetUrl: check.detailsUrl }),
  };
}
