import type { V1Container } from '@kubernetes/client-node';

export interface StandIn {
  /** Program and arguments in the grader's image; unless told it does nothing until it is asked to stop. */
  command?: readonly string[];
  /** What it sees of the pod's volumes; nothing unless told. */
  volumeMounts?: V1Container['volumeMounts'];
  env?: V1Container['env'];
}

const STAY = ['/bin/sh', '-c', "trap 'exit 0' TERM; sleep 3600 & wait"];

/**
 * A container of the grader's in the place of a learner's: with its name, its place in the life of the pod and its user,
 * with none of its programs, probes and handlers.
 */
export function standIn(
  { name, restartPolicy, securityContext }: V1Container,
  { command = STAY, volumeMounts = [], env = [] }: StandIn = {},
): V1Container {
  const { runAsUser, runAsGroup, runAsNonRoot } = securityContext ?? {};
  return {
    name,
    image: 'busybox:1.36',
    imagePullPolicy: 'IfNotPresent',
    command: [...command],
    env,
    volumeMounts,
    securityContext: {
      ...(runAsUser === undefined ? {} : { runAsUser }),
      ...(runAsGroup === undefined ? {} : { runAsGroup }),
      ...(runAsNonRoot === undefined ? {} : { runAsNonRoot }),
    },
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
  };
}
