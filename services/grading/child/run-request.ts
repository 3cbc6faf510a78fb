import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../graders/cluster-access/connect.ts';
import type { ComposeFinding } from '../../../graders/core/compose-finding.ts';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import { createContext } from '../../../graders/core/create-context.ts';
import type { Grader } from '../../../graders/core/define-grader.ts';
import type { HostAccess } from '../../../graders/cluster-access/host-access.ts';
import { runChecks } from '../../../graders/core/run-checks.ts';
import { readSubmission } from '../../../graders/submission/read-submission.ts';
import { systemClock } from '../../../graders/core/system-clock.ts';
import type { ChildRequest } from './child-request.ts';
import { createKubectl } from './kubectl.ts';

export interface RequestEnd {
  emit: (event: GraderEvent) => void;
  reportError: (where: string, error: unknown) => void;
  host: HostAccess;
  compose: ComposeFinding;
}

/** Reads the submission, builds the context and runs the grader. Throws what belongs in a `crashed` event. */
export async function runRequest(
  grader: Grader,
  request: ChildRequest,
  { emit, reportError, host, compose }: RequestEnd,
): Promise<void> {
  const { definition } = request;
  const files = new Map(Object.entries(request.files));
  const rendered = new Map(Object.entries(request.rendered));
  const { files: submission } = readSubmission({ files, rendered }, definition, compose);
  const limit = new AbortController();
  const overtime = new DOMException('The time limit is over', 'TimeoutError');
  // Not AbortSignal.timeout: its timer would let the process end while a check waits for nothing in particular.
  const timer = setTimeout(() => limit.abort(overtime), request.timeLimitSeconds * 1000);
  const folder = await mkdtemp(join(tmpdir(), 'saiten-kubectl-'));

  try {
    const kubeconfigPath = join(folder, 'kubeconfig');
    await writeFile(kubeconfigPath, request.kubeconfig, { mode: 0o600 });
    const { kubectlPath: path, namespace } = request;

    const context = createContext({
      submission,
      cluster: connect({
        kubeconfig: request.kubeconfig,
        kubernetesVersion: request.kubernetesVersion,
        host,
        kubectl: createKubectl({ path, kubeconfigPath, namespace, folder }),
      }),
      namespace,
      graderNamespace: request.graderNamespace,
      seed: request.nonce,
      clock: systemClock,
      signal: limit.signal,
      compose,
    });

    await runChecks({ grader, exercise: definition, context, emit, reportError });
  } finally {
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  }
}
