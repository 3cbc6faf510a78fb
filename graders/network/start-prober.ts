import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { runInPod, type CommandOutcome } from '../workloads/run-in-pod.ts';
import { proberPod } from './prober-pod.ts';
import { readProbe, SEND_REQUEST, type ProbeResult } from './probe-result.ts';

/** A pod of the grader's in its own namespace from which requests are sent. */
export interface Prober {
  /** Sends one GET over a new connection; it has `seconds` (5 unless told) to be answered. */
  get(url: string, seconds?: number): Promise<ProbeResult>;
  /** The same for several addresses, one after the other. */
  getEach(urls: readonly string[], seconds?: number): Promise<ProbeResult[]>;
  /** Runs a program of the prober's image inside the pod. */
  run(command: readonly string[], within?: number): Promise<CommandOutcome>;
  /**
   * The positive control: whether a request to a server of the grader's own, in another pod, is answered. Throws
   * an Error of ours when it is not, because then no failed request proves anything about a learner's Service.
   */
  confirmNetwork(): Promise<void>;
}

const STAY = "trap 'exit 0' TERM; sleep 86400 & wait";

const ONE_BY_ONE = `
set -f
${SEND_REQUEST}
seconds=$1 said=/tmp/said.$$
shift
for url; do send; echo "$printed"; done
rm -f "$said"*`;

/**
 * Starts the prober and its control server and waits until both run. Throws an Error when they do not within
 * a minute: the cluster then cannot grade.
 */
export async function startProber(context: GraderContext): Promise<Prober> {
  const { cluster, graderNamespace: namespace, nonce } = context;
  const name = `prober-${nonce}`;
  const control = `control-${nonce}`;
  // A word of its own: whoever reaches the server learns nothing that is used elsewhere.
  const word = Math.floor(context.random() * 36 ** 8).toString(36);
  const serve = `mkdir -p /tmp/www && echo ${word} >/tmp/www/index.html && httpd -p 8080 -h /tmp/www && ${STAY}`;

  await Promise.all([
    cluster.grader.core.createNamespacedPod({
      namespace,
      body: proberPod({ name, namespace, script: STAY }),
    }),
    cluster.grader.core.createNamespacedPod({
      namespace,
      body: proberPod({ name: control, namespace, script: serve }),
    }),
  ]);

  await runningAddress(context, name);
  const controlAddress = await runningAddress(context, control);

  const run: Prober['run'] = (command, within) =>
    runInPod(
      cluster.grader,
      { namespace, pod: name, container: 'prober', command, ...(within === undefined ? {} : { within }) },
      context,
    );

  const getEach: Prober['getEach'] = async (urls, seconds = 5) => {
    const { stdout } = await run(
      ['sh', '-c', ONE_BY_ONE, 'requests', `${seconds}`, ...urls],
      (seconds * urls.length + 10) * 1000,
    );

    const lines = stdout.split('\n');
    return urls.map((_, index) => readProbe(lines[index] ?? ''));
  };

  const get: Prober['get'] = async (url, seconds = 5) => {
    const [answer] = await getEach([url], seconds);
    return answer ?? readProbe('');
  };

  return {
    run,
    get,
    getEach,
    confirmNetwork: async () => {
      const answer = await get(`http://${controlAddress}:8080/`);
      if (answer.body !== word)
        throw new Error(`The prober cannot reach the control server in ${namespace}: ${answer.class}`);
    },
  };
}

async function runningAddress(context: GraderContext, name: string): Promise<string> {
  const { cluster, graderNamespace: namespace } = context;
  return eventually(
    context,
    async () => {
      const { status } = await cluster.grader.core.readNamespacedPod({ namespace, name });
      if (status?.phase === 'Running' && status.podIP !== undefined) return status.podIP;
      throw new NotRunning(`Pod ${namespace}/${name} is ${status?.phase ?? 'unknown'}, expected Running`);
    },
    { within: 60_000 },
  );
}

/** Ours, and worth another look: its code makes it one of the errors that pass. */
class NotRunning extends Error {
  readonly code = 'ETIMEDOUT';
}
