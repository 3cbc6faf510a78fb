import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from '../../containers/containers-of.ts';
import type { Finding } from '../../contract/finding.ts';
import { readWholeLog } from '../../evidence/read-whole-log.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import { secretSearch } from './secret-search.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

/**
 * Secret values in all that the pods' containers have printed, in their earlier lives too; such lines are not quoted. A log
 * that is longer than what is read is a finding of its own: what cannot be searched is not clean.
 */
export async function leaksInLogs(
  context: GraderContext,
  pods: readonly V1Pod[],
  secrets: readonly SubmittedSecret[],
): Promise<Finding[]> {
  const search = secretSearch(secrets);
  const findings: Finding[] = [];

  for (const pod of pods) {
    const name = pod.metadata?.name ?? '';

    for (const { name: container } of containersOf(pod)) {
      const { text, complete } = await readWholeLog(context, pod, container);
      const leaked = search(text);
      for (const { secret } of leaked) findings.push(context.finding('secret-in-log', { secret, pod: name }));
      if (!complete && leaked.length === 0)
        findings.push(context.finding('log-too-long', { pod: name, container }));
    }
  }

  return findings;
}
