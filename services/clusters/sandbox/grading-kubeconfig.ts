import { stringify } from 'yaml';

export interface GradingKubeconfigInput {
  server: string;
  /** PEM in base64. */
  certificateAuthority: string;
  /** Token of the sandbox's grader account. */
  token: string;
  namespace: string;
  graderNamespace: string;
  learnerUser: string;
}

/**
 * Text of the kubeconfig a grading process gets: `grader`, and `learner`, who is the grader acting as the
 * learner's user. The API server adds the group `system:authenticated` to whom it lets impersonate
 * (https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/). Nothing of the administrator's.
 */
export function gradingKubeconfig(input: GradingKubeconfigInput): string {
  const { server, certificateAuthority, token, namespace, graderNamespace, learnerUser } = input;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'grader',
    clusters: [{ name: 'run', cluster: { server, 'certificate-authority-data': certificateAuthority } }],
    users: [
      { name: 'grader', user: { token } },
      { name: 'learner', user: { token, as: learnerUser } },
    ],
    contexts: [
      { name: 'grader', context: { cluster: 'run', user: 'grader', namespace: graderNamespace } },
      { name: 'learner', context: { cluster: 'run', user: 'learner', namespace } },
    ],
  });
}
