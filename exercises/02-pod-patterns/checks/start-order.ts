import { applyObjects } from '../../../graders/apply/apply-objects.ts';
import { asFinal } from '../../../graders/as-final.ts';
import { containersOf, type ContainerReport } from '../../../graders/container/containers-of.ts';
import { crashLooping } from '../../../graders/container/crash-looping.ts';
import type { Check } from '../../../graders/define-grader.ts';
import { eventually } from '../../../graders/eventually.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import type { Mismatch } from '../../../graders/mismatch.ts';
import { podProblem } from '../../../graders/workload/pod-problem.ts';
import { readDeployment } from '../../../graders/workload/read-deployment.ts';
import { rolledOut } from '../../../graders/workload/rolled-out.ts';
import { appPods, type Pod } from '../app-pods.ts';
import { container } from '../container.ts';
import type { Given } from '../given.ts';
import { podPlace } from '../pod-place.ts';

export const startOrder: Check<Given> = {
  id: 'start-order',
  async run(context, given) {
    const look = async () => {
      for (const pod of await appPods(context)) {
        const render = checkOrder(context, pod);
        await checkRenderedFile(context, given, pod, render);
      }
    };
    await applyObjects(context, context.submission.objects('app.yaml'));
    await readDeployment(context, 'app');
    await eventually(context, look, { within: 120_000, every: 500 });
    await rolledOut(context, 'app', { within: 60_000, stableFor: 2_000 });
  },
};

/** Returns the init container `render`, ended well and before the others began. */
function checkOrder(context: GraderContext, pod: Pod): ContainerReport {
  const render = container(context, pod, 'render', 'init');
  const logs = container(context, pod, 'logs', 'sidecar');
  const main = container(context, pod, 'main', 'main');
  const names = containersOf(pod).map(({ name }) => name);
  // Kubelet starts init containers strictly as declared, while its timestamps tell whole seconds only.
  if (names.indexOf('render') > names.indexOf('logs')) throw wrongOrder(context, pod, names.join(', '));
  if (render.exitCode !== 0 || render.finishedAt === undefined)
    throw notRunning(context, pod, 'render-not-done');
  if (logs.startedAt === undefined || !main.running || main.startedAt === undefined)
    throw notRunning(context, pod, 'main-not-running');
  const inOrder = render.finishedAt <= logs.startedAt && logs.startedAt <= main.startedAt;
  if (!inOrder && logs.restarts === 0) {
    const found = `render ended ${time(render.finishedAt)}, logs started ${time(logs.startedAt)}, main started ${time(main.startedAt)}`;
    throw wrongOrder(context, pod, found);
  }
  return render;
}

function wrongOrder(context: GraderContext, pod: Pod, found: string): Mismatch {
  const position = podPlace(context, 'app.yaml', ['initContainers']);
  return asFinal(
    context.mismatch(
      'wrong-order',
      { pod: nameOf(pod) },
      { expected: 'render, logs, main', found, position },
    ),
  );
}

function notRunning(
  context: GraderContext,
  pod: Pod,
  messageId: 'render-not-done' | 'main-not-running',
): Mismatch {
  const mismatch = context.mismatch(messageId, { pod: nameOf(pod) }, { found: podProblem(pod) });
  return crashLooping(pod) ? asFinal(mismatch) : mismatch;
}

const LOOK = 'echo "$GREETING" && (stat -c %Y /config/app.conf 2>/dev/null || echo none)';

async function checkRenderedFile(
  context: GraderContext,
  given: Given,
  pod: Pod,
  { finishedAt = 0 }: ContainerReport,
): Promise<void> {
  const answer = await given.prober.get(
    `http://${pod.status?.podIP}:8080/shell?cmd=${encodeURIComponent(LOOK)}`,
  );
  if (answer.class !== 'ok')
    throw context.mismatch('main-not-answering', { pod: nameOf(pod) }, { found: answer.class });
  const [greeting = '', writtenAt = ''] = outputOf(answer.body);
  const params = { pod: nameOf(pod) };
  // The server answers, so its environment and the file are what they are.
  if (writtenAt === 'none') throw asFinal(context.mismatch('config-missing', params));
  const expected = given.greetingOf(nameOf(pod));
  if (greeting !== expected)
    throw asFinal(context.mismatch('greeting-wrong', params, { expected, found: greeting }));
  const written = Number(writtenAt) * 1000;
  // The reported start of a container that ends at once may lie after its end.
  const made = pod.metadata?.creationTimestamp?.getTime() ?? 0;
  if (written < made || written > finishedAt) {
    const span = `between ${time(made)} and ${time(finishedAt)}`;
    throw asFinal(context.mismatch('config-not-by-render', params, { expected: span, found: time(written) }));
  }
}

/** The lines a command printed, from the JSON of the server's `/shell`. */
function outputOf(body: string): string[] {
  return (/"output":"(.*?)"/.exec(body)?.[1] ?? '').split('\\n');
}

function nameOf(pod: Pod): string {
  return pod.metadata?.name ?? '';
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}
