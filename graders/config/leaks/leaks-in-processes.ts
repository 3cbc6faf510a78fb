import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from '../../containers/containers-of.ts';
import { observeContainer } from '../../containers/observe-container.ts';
import type { Finding } from '../../contract/finding.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import { secretSearch } from './secret-search.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

export interface ProcessPlaces {
  /** Whether secrets may not stand in environments either; in command lines they never may. */
  environments: boolean;
}

/**
 * Secret values in the command line, and where it is asked for in the environment, of any process of the pods'
 * containers, looked at from the node. A container that does not run has none.
 */
export async function leaksInProcesses(
  context: GraderContext,
  pods: readonly V1Pod[],
  secrets: readonly SubmittedSecret[],
  { environments }: ProcessPlaces,
): Promise<Finding[]> {
  const search = secretSearch(secrets);
  const findings: Finding[] = [];

  for (const pod of pods) {
    const name = pod.metadata?.name ?? '';

    for (const container of containersOf(pod).filter(({ running }) => running)) {
      const seen = await observeContainer(context, pod, container.name);
      if (!seen.running) continue;
      const all = [seen.started, ...seen.processes];
      const arguments_ = all.flatMap((process) => process.arguments).join('\n');
      for (const { secret } of search(arguments_))
        findings.push(context.finding('secret-in-command-line', { secret, pod: name }));
      if (!environments) continue;
      const variables = all.flatMap(({ environment }) => Object.entries(environment)).flat();
      for (const { secret } of search(variables.join('\n')))
        findings.push(context.finding('secret-in-environment', { secret, pod: name }));
    }
  }

  return findings;
}
