const sha = 'a'.repeat(40);
const hanako = { id: 7, login: 'hanako', type: 'User' };

const context = {
  repository: { id: 42, name: 'exercises', owner: { login: 'school' } },
  installation: { id: 5 },
  sender: hanako,
};

/** The fields of a `pull_request` event that count, with more around them as GitHub has. */
export function pullRequestPayload(action: string, change: object = {}, extra: object = {}) {
  return {
    ...context,
    action,
    number: 3,
    pull_request: {
      number: 3,
      state: 'open',
      draft: false,
      updated_at: '2026-11-23T08:00:00Z',
      user: hanako,
      head: { sha, ref: 'work' },
      ...change,
    },
    ...extra,
  };
}

export function checkRunPayload(action: string, run: object = {}) {
  const check_run = { head_sha: sha, external_id: '01J00000000000000000000001', ...run };
  return { ...context, action, check_run };
}

export function checkSuitePayload(action: string) {
  return { ...context, action, check_suite: { head_sha: sha, pull_requests: [] } };
}

export function mergeGroupPayload(action: string, head_ref: string) {
  return { ...context, action, merge_group: { head_sha: sha, head_ref, base_sha: sha } };
}

export function commentPayload(
  action: string,
  body: string,
  change: { issue?: object; comment?: object } = {},
) {
  return {
    ...context,
    action,
    issue: { number: 3, state: 'open', user: hanako, pull_request: {}, ...change.issue },
    comment: { id: 99, body, user: hanako, performed_via_github_app: null, ...change.comment },
  };
}
