import { asFinal } from '../../graders/core/as-final.ts';
import {
  containersOf,
  type ContainerReport,
  type ContainerRole,
} from '../../graders/containers/containers-of.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Pod } from './app-pods.ts';

/**
 * The container of that name; a final Mismatch when the pod has none or has it in another role, because no time
 * can change the containers of a pod.
 */
export function container(
  context: GraderContext,
  pod: Pod,
  name: string,
  role: ContainerRole,
): ContainerReport {
  const report = containersOf(pod).find((candidate) => candidate.name === name);
  if (report === undefined)
    throw asFinal(context.mismatch('container-missing', { pod: pod.metadata?.name ?? '', name }));
  if (report.role === role) return report;
  const message = role === 'sidecar' ? 'sidecar-not-native' : 'container-in-wrong-role';
  throw asFinal(context.mismatch(message, { name }, { expected: WORDS[role], found: WORDS[report.role] }));
}

const WORDS: Record<ContainerRole, string> = {
  init: 'an init container that ends',
  sidecar: 'an init container with restartPolicy: Always',
  main: 'an ordinary container',
};
