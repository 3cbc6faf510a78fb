import { Failure } from '../../../domain/failure.ts';
import type { Clock } from '../../clock.ts';
import { clusterFolder, removeClusterFolder } from '../cluster-folder.ts';
import { KIND_CLUSTER_LABEL, LABEL } from '../cluster-labels.ts';
import { memberNames } from '../cluster-members.ts';
import type { Docker } from '../engine/docker.ts';
import type { NetworkIsolation } from '../isolation/network-isolation.ts';

export interface DestroyOptions {
  docker: Pick<Docker, 'containerIds' | 'networks' | 'removeContainers' | 'removeNetwork'>;
  clock: Clock;
  dataFolder: string;
  /** Left out: the cluster has no firewall rules. */
  isolation?: Pick<NetworkIsolation, 'release'> | undefined;
}

const TRIES = 12;
/** Milliseconds between two tries, growing by as much each time: 33 seconds in all. */
const PAUSE = 500;

/**
 * Removes every container, network, firewall rule and file that carries the cluster's name; already gone is fine. `kind delete`
 * would do less: it knows neither the network nor a cluster whose creation was cut short. Throws a Failure
 * (`infrastructure`, `cluster-destroy-failed`) when something is left after several tries; the reaper comes back.
 */
export async function destroyCluster(
  cluster: string,
  { docker, clock, dataFolder, isolation }: DestroyOptions,
): Promise<void> {
  const steps = [
    async () => {
      const containers = async () => {
        const labels = memberNames(cluster).map((name) => `${KIND_CLUSTER_LABEL}=${name}`);
        return (await Promise.all(labels.map((label) => docker.containerIds(label)))).flat();
      };

      await docker.removeContainers(await containers());
      // The engine lists a container while it is still being made, and says "no such container" when told to
      // remove it: a "docker run" that was killed is carried out to the end.
      const left = await containers();
      if (left.length > 0) throw new Error(`${left.length} of its containers cannot be removed yet.`);
    },
    async () => {
      for (const { id } of await docker.networks(`${LABEL.cluster}=${cluster}`))
        await docker.removeNetwork(id);
    },
    // The folder says where the rules are: it goes last.
    async () => isolation?.release(cluster),
    () => removeClusterFolder(clusterFolder(dataFolder, cluster)),
  ];

  for (let attempt = 1; ; attempt++) {
    const errors = await failuresOf(steps);
    if (errors.length === 0) return;
    if (attempt === TRIES || errors.some(isHopeless)) throw destroyFailure(cluster, errors);
    await clock.sleep(PAUSE * attempt);
  }
}

/** Runs all steps in order; a failing one does not keep the others from their work. */
async function failuresOf(steps: readonly (() => Promise<void>)[]): Promise<unknown[]> {
  const errors: unknown[] = [];

  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }

  return errors;
}

function isHopeless(error: unknown): boolean {
  return error instanceof Failure && ['docker-missing', 'engine-unreachable'].includes(error.code);
}

function destroyFailure(cluster: string, errors: readonly unknown[]): Failure {
  const said = errors.map((error) => (error instanceof Error ? error.message : String(error))).join(' ');
  return new Failure(
    'infrastructure',
    'cluster-destroy-failed',
    `Expected the cluster ${cluster} to be removable, found: ${said} The reaper tries again; "saiten clusters ` +
      'list" shows what is left.',
    { facts: { cluster }, cause: new AggregateError(errors) },
  );
}
