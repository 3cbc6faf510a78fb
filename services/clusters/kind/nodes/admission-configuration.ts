import { stringify } from 'yaml';

/** Namespaces whose pods need more than `baseline` and in which no learner has rights. */
const EXEMPT_NAMESPACES = ['kube-system', 'local-path-storage', 'saiten-system'];

/**
 * Text of the API server's admission configuration: Pod Security `baseline` holds in every namespace unless its
 * label says otherwise (https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/).
 */
export function admissionConfiguration(): string {
  return stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [
      {
        name: 'PodSecurity',
        configuration: {
          apiVersion: 'pod-security.admission.config.k8s.io/v1',
          kind: 'PodSecurityConfiguration',
          defaults: { enforce: 'baseline', 'enforce-version': 'latest' },
          exemptions: { namespaces: EXEMPT_NAMESPACES },
        },
      },
    ],
  });
}
