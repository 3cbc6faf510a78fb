import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyObjects } from '../../../graders/objects/apply/apply-objects.ts';
import { connect } from '../../../graders/cluster-access/connect.ts';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import type { Finding } from '../../../graders/contract/finding.ts';
import { createContext } from '../../../graders/core/create-context.ts';
import { loadKitMessages } from '../../../graders/core/load-messages.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import { createCommandRunner } from '../../../services/clusters/kind/engine/command-runner.ts';
import { clusterName } from '../../../services/domain/clusters/cluster-name.ts';
import { systemClock, TEST_ENVIRONMENT } from '../kind-engine.ts';
import { kindProvider } from '../kind-provider.ts';
import { submittedObjects } from './submitted-objects.ts';

/** What became of a manifest: nothing where the API server takes it, its findings, or the failure that is called ours. */
export type ApplyOutcome = { findings: readonly Finding[] } | { ours: unknown };

export interface RefusingCluster {
  /** Sends a manifest as a dry run, the way a grader applies it. Throws when it is no YAML. */
  outcomeOf: (text: string) => Promise<ApplyOutcome>;
  close: () => Promise<void>;
}

/**
 * A kind cluster of its own whose learner may do everything that its policies leave, so that the API server looks at objects
 * of every kind.
 */
export async function openRefusingCluster(signal: AbortSignal): Promise<RefusingCluster> {
  const prefix = `t${randomBytes(4).toString('hex')}`;
  const name = clusterName(prefix, 'single', '01r');
  const dataFolder = await mkdtemp(join(tmpdir(), 'saiten-refused-'));
  const provider = kindProvider({ prefix, dataFolder, createTimeoutMs: 600_000 });

  const close = async () => {
    await provider.destroy(name);
    await rm(dataFolder, { recursive: true, force: true });
  };

  try {
    const cluster = await provider.create({ name, profile: 'single', tools: [], signal });

    const { kubeconfig, namespace, graderNamespace } = await cluster.openSandbox({
      podSecurity: 'baseline',
      signal,
    });

    const { kubernetesVersion } = cluster;
    const kubectl = () => Promise.reject(new Error('nothing here asks kubectl'));

    const context = createContext({
      submission: { paths: [], documents: () => [], objects: () => [] },
      cluster: connect({ kubeconfig, kubernetesVersion, kubectl }),
      ...{ namespace, graderNamespace, clock: systemClock, signal },
      seed: 'refused',
      compose: createFindingComposer([loadKitMessages()]),
    });

    await giveAllRights(name, /saiten:learner:\w+/.exec(kubeconfig)?.[0], signal);
    return {
      close,
      outcomeOf: async (text) => {
        const objects = submittedObjects(text);

        try {
          await applyObjects(context, objects, { dryRun: true });
          return { findings: [] };
        } catch (error) {
          return error instanceof Mismatch ? { findings: error.findings } : { ours: error };
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function giveAllRights(
  cluster: string,
  learner: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (learner === undefined) throw new Error('Expected a learner in the kubeconfig, found none.');
  const kubectl = ['kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf'];

  const binding = [
    'create',
    'clusterrolebinding',
    'everything',
    '--clusterrole',
    'cluster-admin',
    '--user',
    learner,
  ];

  const { exitCode, stderr } = await createCommandRunner()({
    program: 'docker',
    args: ['exec', `${cluster}-control-plane`, ...kubectl, ...binding],
    environment: TEST_ENVIRONMENT as Record<string, string>,
    timeoutMs: 60_000,
    signal,
  });

  if (exitCode !== 0) throw new Error(`Expected rights for the learner, found: ${stderr}`);
}
