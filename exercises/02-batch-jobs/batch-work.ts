import type { GraderContext } from '../../graders/grader-context.ts';

const SHARDS = 8;
const NAME = 'batch-work';

/** Says what the README says: exit code 0 done, 42 hopeless, anything else worth another try. */
const PROCESS = `#!/bin/sh
# process.sh SHARD: processes one shard, 0 to 7.
# Exit code 0: done. 42: this shard can never be processed. Any other: passing trouble, try again.
here=$(dirname "$0")
if [ ! -f "$here/shard-$1" ]; then
  echo "There is no shard '$1'; tell me a number from 0 to 7." >&2
  exit 2
fi
token=$(cat "$here/shard-$1")
sleep 4
case " $(cat "$here/hopeless") " in *" $1 "*) echo "shard=$1 token=$token hopeless"; exit 42 ;; esac
case " $(cat "$here/trouble") " in *" $1 "*) echo "shard=$1 token=$token trouble"; exit 1 ;; esac
echo "shard=$1 token=$token done"
`;

const TICK = `#!/bin/sh
# tick.sh: works for 90 seconds.
here=$(dirname "$0")
token=$(cat "$here/tick")
trap 'echo "tick token=$token cut off"; exit 1' TERM
echo "tick token=$token begin"
sleep 90 & wait $!
echo "tick token=$token end"
`;

/** What the grader puts into ConfigMap `batch-work`, drawn for this run. */
export interface BatchWork {
  /** By shard, 0 to 7. */
  tokens: readonly string[];
  /** The shard that always ends in 42. */
  hopeless: number;
  /** The shard that ends in 1 until the trouble is over. */
  troubled: number;
  tickToken: string;
}

/** Draws tokens and the two special shards, and puts the ConfigMap into the learner's namespace. */
export async function giveBatchWork(context: GraderContext): Promise<BatchWork> {
  const { cluster, namespace, random } = context;
  const draw = (below: number) => Math.floor(random() * below);
  const token = () => draw(36 ** 8).toString(36);
  // Never among the last, so that whoever gives up everything with it leaves others undone.
  const hopeless = draw(SHARDS / 2);
  const work: BatchWork = {
    tokens: Array.from({ length: SHARDS }, token),
    hopeless,
    troubled: (hopeless + 1 + draw(SHARDS - 1)) % SHARDS,
    tickToken: token(),
  };
  await cluster.learner.core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name: NAME }, data: contents(work, [work.troubled]) },
  });
  return work;
}

/** From now on every shard but the hopeless one can be processed: new pods mount the changed ConfigMap. */
export async function endTrouble({ cluster, namespace }: GraderContext, work: BatchWork): Promise<void> {
  const body = { metadata: { name: NAME }, data: contents(work, []) };
  await cluster.learner.core.replaceNamespacedConfigMap({ namespace, name: NAME, body });
}

function contents(work: BatchWork, troubled: readonly number[]): Record<string, string> {
  return {
    'process.sh': PROCESS,
    'tick.sh': TICK,
    ...Object.fromEntries(work.tokens.map((token, shard) => [`shard-${shard}`, token])),
    hopeless: `${work.hopeless}`,
    trouble: troubled.join(' '),
    tick: work.tickToken,
  };
}
