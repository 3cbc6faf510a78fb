import type { GraderContext } from '../../graders/core/grader-context.ts';
import { type DrawnScripts, drawScripts } from './draw-scripts.ts';

const SHARDS = 8;

/** Name of the ConfigMap that the grader gives. */
export const BATCH_WORK = 'batch-work';

/** What the grader puts into ConfigMap `batch-work`, drawn for this run. */
export interface BatchWork extends DrawnScripts {
  /** The shard that always ends in 42. */
  hopeless: number;
  /** The shard that ends in 1 until the trouble is over. */
  troubled: number;
}

/** Draws scripts, data and the two special shards, and puts the ConfigMap into the learner's namespace. */
export async function giveBatchWork({ cluster, namespace, random }: GraderContext): Promise<BatchWork> {
  const draw = (below: number) => Math.floor(random() * below);
  // Never among the last, so that whoever gives up everything with it leaves others undone.
  const hopeless = draw(SHARDS / 2);

  const work: BatchWork = {
    ...drawScripts(random, SHARDS, hopeless),
    hopeless,
    troubled: (hopeless + 1 + draw(SHARDS - 1)) % SHARDS,
  };

  await cluster.learner.core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name: BATCH_WORK }, data: contents(work, work.marks[work.troubled] ?? '') },
  });

  return work;
}

/** From now on every shard but the hopeless one can be processed: new pods mount the changed ConfigMap. */
export async function endTrouble({ cluster, namespace }: GraderContext, work: BatchWork): Promise<void> {
  const body = { metadata: { name: BATCH_WORK }, data: contents(work, '') };
  await cluster.learner.core.replaceNamespacedConfigMap({ namespace, name: BATCH_WORK, body });
}

function contents(work: BatchWork, trouble: string): Record<string, string> {
  const { processText, tickText, data, troubleKey } = work;
  return { 'process.sh': processText, 'tick.sh': tickText, ...data, [troubleKey]: trouble };
}
