import { asFinal } from '../../graders/core/as-final.ts';
import { containersOf } from '../../graders/containers/containers-of.ts';
import { crashLooping } from '../../graders/containers/crash-looping.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Mismatch } from '../../graders/core/mismatch.ts';
import { podProblem } from '../../graders/workloads/pod-problem.ts';
import type { Pod } from './app-pods.ts';
import { container } from './container.ts';
import { podPlace } from './pod-place.ts';
import { shownTime } from './shown-time.ts';

/**
 * When `render` ended, in milliseconds since the epoch: well, before `logs` and `main` began. A Mismatch until all of
 * that is so.
 */
export function expectStartOrder(context: GraderContext, pod: Pod): number {
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
    const times = { render: render.finishedAt, logs: logs.startedAt, main: main.startedAt };
    const found = `render ended ${shownTime(times.render)}, logs started ${shownTime(times.logs)}, main started ${shownTime(times.main)}`;
    throw wrongOrder(context, pod, found);
  }

  return render.finishedAt;
}

function wrongOrder(context: GraderContext, pod: Pod, found: string): Mismatch {
  const position = podPlace(context, 'app.yaml', ['initContainers']);
  const details = { expected: 'render, logs, main', found, position };
  return asFinal(context.mismatch('wrong-order', { pod: pod.metadata?.name ?? '' }, details));
}

function notRunning(
  context: GraderContext,
  pod: Pod,
  messageId: 'render-not-done' | 'main-not-running',
): Mismatch {
  const params = { pod: pod.metadata?.name ?? '' };
  const mismatch = context.mismatch(messageId, params, { found: podProblem(pod) });
  return crashLooping(pod) ? asFinal(mismatch) : mismatch;
}
