import { apiStatus } from '../../graders/cluster-access/api-errors.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import type { ApplyOwn } from './apply-own.ts';

export const PROPAGATIONS = ['orphan', 'background', 'foreground'] as const;

type Propagation = (typeof PROPAGATIONS)[number];

/** What a deletion brought about, in the words of edits.yaml. */
interface SeenDeletion {
  'replica-set': 'kept' | 'deleted';
  pod: 'kept' | 'deleted';
  'deployment-waits': 'yes' | 'no';
}

/** Keeps a deleted pod until the grader has looked who waits for it. */
const HOLD = 'saiten.dev/hold';
/** Milliseconds for the controllers of a busy machine; they need well under a second. */
const PATIENCE = 60_000;

/** Makes a Deployment with ReplicaSet and pod, deletes it with the given propagation and says what is left. */
export async function performDeletion(
  context: GraderContext,
  applyOwn: ApplyOwn,
  propagation: Propagation,
  name: string,
): Promise<SeenDeletion> {
  const tree = await plantTree(context, applyOwn, name);
  const { apps } = context.cluster.grader;
  const { graderNamespace: namespace } = context;

  try {
    await apps.deleteNamespacedDeployment({
      namespace,
      name,
      propagationPolicy: propagation.charAt(0).toUpperCase() + propagation.slice(1),
    });

    const waits = await controllersDo(context, `Deployment ${name} goes or waits`, async () => {
      const [deployment, pod] = [await tree.deployment(), await tree.pod()];
      if (deployment === undefined) return 'no';
      return pod?.metadata?.deletionTimestamp ? 'yes' : undefined;
    });

    await tree.releasePod();
    return { ...(await whatIsLeft(context, tree)), 'deployment-waits': waits };
  } finally {
    await tree.releasePod();
  }
}

type Tree = Awaited<ReturnType<typeof plantTree>>;

/** An object whose owner is gone either loses the reference to it, then it stays, or it is deleted. */
async function whatIsLeft(
  context: GraderContext,
  tree: Tree,
): Promise<Omit<SeenDeletion, 'deployment-waits'>> {
  return controllersDo(context, 'the garbage collector comes to rest', async () => {
    const [deployment, replicaSet, pod] = [
      await tree.deployment(),
      await tree.replicaSet(),
      await tree.pod(),
    ];

    if (deployment !== undefined) return undefined;

    const keptSet =
      replicaSet !== undefined && isKept(replicaSet) && !replicaSet.metadata?.ownerReferences?.length;

    if (replicaSet !== undefined && !keptSet) return undefined;
    const keptPod = pod !== undefined && isKept(pod) && keptSet;
    if (pod !== undefined && !keptPod) return undefined;
    return { 'replica-set': keptSet ? 'kept' : 'deleted', pod: keptPod ? 'kept' : 'deleted' };
  });
}

function isKept({ metadata }: { metadata?: { deletionTimestamp?: Date } }): boolean {
  return metadata?.deletionTimestamp === undefined;
}

async function plantTree(context: GraderContext, applyOwn: ApplyOwn, name: string) {
  const { graderNamespace: namespace } = context;
  const { apps, core } = context.cluster.grader;

  await applyOwn({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: { tree: name } },
      template: {
        metadata: { labels: { tree: name }, finalizers: [HOLD] },
        // No scheduler has this name: the pod needs no node, and no kubelet has a say in its deletion.
        spec: { schedulerName: 'none', containers: [{ name: 'app', image: 'registry.example/app:1' }] },
      },
    },
  });

  const labelSelector = `tree=${name}`;

  const names = await controllersDo(context, `Deployment ${name} gets ReplicaSet and pod`, async () => {
    const replicaSets = await apps.listNamespacedReplicaSet({ namespace, labelSelector });
    const pods = await core.listNamespacedPod({ namespace, labelSelector });
    const [replicaSet, pod] = [replicaSets.items[0]?.metadata?.name, pods.items[0]?.metadata?.name];
    return replicaSet && pod ? { replicaSet, pod } : undefined;
  });

  return {
    deployment: () => unlessGone(apps.readNamespacedDeployment({ namespace, name })),
    replicaSet: () => unlessGone(apps.readNamespacedReplicaSet({ namespace, name: names.replicaSet })),
    pod: () => unlessGone(core.readNamespacedPod({ namespace, name: names.pod })),
    releasePod: async (): Promise<void> => {
      const body = [
        { op: 'test', path: '/metadata/finalizers/0', value: HOLD },
        { op: 'remove', path: '/metadata/finalizers' },
      ];

      await core.patchNamespacedPod({ namespace, name: names.pod, body }).catch((error: unknown) => {
        // Gone, or released before.
        if (![404, 422].includes(apiStatus(error) ?? 0)) throw error;
      });
    },
  };
}

async function unlessGone<Found>(reading: Promise<Found>): Promise<Found | undefined> {
  return reading.catch((error: unknown) => {
    if (apiStatus(error) === 404) return undefined;
    throw error;
  });
}

/** Waits for the cluster's own controllers. What they do not bring about in time is an error of ours, never the learner's. */
async function controllersDo<Seen>(
  context: GraderContext,
  what: string,
  look: () => Promise<Seen | undefined>,
): Promise<Seen> {
  try {
    return await eventually(
      context,
      async () => {
        const seen = await look();
        if (seen === undefined) throw new Mismatch([]);
        return seen;
      },
      { within: PATIENCE },
    );
  } catch (error) {
    if (error instanceof Mismatch)
      throw new Error(`Expected within ${PATIENCE} ms: ${what}`, { cause: error });
    throw error;
  }
}
