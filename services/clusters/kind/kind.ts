import { Failure } from '../../domain/failure.ts';
import type { Program } from './engine/program.ts';
import { programOutput } from './engine/program-output.ts';

export interface KindCreation {
  name: string;
  /** Local image, see node-image.ts. */
  image: string;
  /** Text of the kind configuration. */
  configuration: string;
  /** File that receives the administrator's kubeconfig. */
  kubeconfigFile: string;
  /** Docker network of this cluster alone; it exists. */
  network: string;
  /**
   * Texts of the configuration that no other cluster has, the name left aside. Given where a cluster may be started as kind
   * has started another: one that has a single node and starts with the data of an unused cluster.
   */
  own?: readonly string[];
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Kind {
  /** First line of `kind version`. */
  version(signal?: AbortSignal): Promise<string>;
  /**
   * Makes the cluster and returns when its API server answers; nodes and add-ons may still be on their way.
   * Failures `cluster-create-failed` and `cluster-create-timeout` leave containers behind: the caller destroys.
   */
  createCluster(creation: KindCreation): Promise<void>;
}

/** The kind command line as facts. */
export function createKind(program: Program): Kind {
  return {
    async version(signal) {
      const outcome = await program(['version'], { timeoutMs: 30_000, signal });
      if (outcome.exitCode === 0) return outcome.stdout.trim();
      throw new Failure(
        'infrastructure',
        'kind-failed',
        `Expected "kind version" to succeed, found: ${programOutput(outcome)}. Install kind anew.`,
      );
    },
    async createCluster({ name, image, configuration, kubeconfigFile, network, timeoutMs, signal }) {
      const outcome = await program(
        [
          'create',
          'cluster',
          '--name',
          name,
          '--image',
          image,
          '--config',
          '-',
          '--kubeconfig',
          kubeconfigFile,
        ],
        {
          environment: { KIND_EXPERIMENTAL_DOCKER_NETWORK: network },
          stdin: new TextEncoder().encode(configuration),
          timeoutMs,
          signal,
        },
      );

      if (outcome.exitCode === 0) return;
      const facts = { cluster: name, image, exitCode: outcome.exitCode ?? null };
      if (outcome.timedOut)
        throw new Failure(
          'infrastructure',
          'cluster-create-timeout',
          `Expected "kind create cluster" to end within ${timeoutMs / 1000} s, found it still at work ` +
            `(${programOutput(outcome)}). Check the load of this machine, or allow more time.`,
          { facts },
        );
      throw new Failure(
        'infrastructure',
        'cluster-create-failed',
        `Expected "kind create cluster" to succeed with ${image}, found: ${programOutput(outcome)}. ` +
          'See docs/clusters.md, "When a cluster does not come up".',
        { facts },
      );
    },
  };
}
