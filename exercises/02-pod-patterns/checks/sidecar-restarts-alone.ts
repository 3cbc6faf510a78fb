import { asFinal } from '../../../graders/core/as-final.ts';
import { apiStatus } from '../../../graders/cluster-access/api-errors.ts';
import { containersOf } from '../../../graders/containers/containers-of.ts';
import { crashLooping } from '../../../graders/containers/crash-looping.ts';
import { endContainer } from '../../../graders/containers/end-container.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { withTrials } from '../../../graders/trials/with-trials.ts';
import { isReady } from '../../../graders/workloads/is-ready.ts';
import { podProblem } from '../../../graders/workloads/pod-problem.ts';
import type { Pod } from '../app-pods.ts';
import { appTemplate } from '../app-template.ts';
import { deletePod } from '../delete-pod.ts';
import { expectLogOfMain } from '../expect-log-of-main.ts';
import type { Given } from '../given.ts';
import { readyPods } from '../ready-pods.ts';
import { withoutSidecar } from '../trials/app-trials.ts';
import { startLogWatch } from '../watch-log.ts';

export const sidecarRestartsAlone: Check<Given> = {
  id: 'sidecar-restarts-alone',
  async run(context, given) {
    const [victim] = await readyPods(context);
    await expectLogOfMain(context, given, victim, 20_000);
    await expectSidecarServes(context, given);
    const before = await endSidecar(context, victim);

    const look = async () => {
      const after = await samePod(context, before);
      expectOnlySidecarRestarted(context, before, after);
    };

    try {
      await eventually(context, look, { within: 60_000, every: 500, stableFor: 4_000 });
      await expectLogOfMain(context, given, before, 20_000);
    } catch (error) {
      // The checks that follow shall find healthy pods, not what this one broke.
      await deletePod(context, before);
      throw error;
    }
  },
};

/** Milliseconds until a server elsewhere in the pod would answer: once `main` runs, and in all where it never does. */
const GRACE = 4_000;
const LONGEST = 60_000;

/** In a pod whose `logs` is idle nobody may serve the log. */
async function expectSidecarServes(context: GraderContext, { prober }: Given): Promise<void> {
  const { clock } = context;
  const { annotations, spec } = await appTemplate(context);
  const specs = { quiet: withoutSidecar(spec) };

  await withTrials(context, { specs, annotations }, async ({ quiet }) => {
    const startedAt = clock.now();
    let runsSince: number | undefined;

    while (clock.now() - (runsSince ?? startedAt) < (runsSince === undefined ? LONGEST : GRACE)) {
      const pod = await quiet.pod();
      if (isRunning(pod, 'main')) runsSince ??= clock.now();
      else if (crashLooping(pod)) return;
      const looks = await startLogWatch(context, prober, pod, { text: '', seconds: 2, silent: 1 });
      if ((await looks()).some(({ answer }) => answer !== 'none'))
        throw context.mismatch('log-not-by-sidecar', {});
      await clock.sleep(500, context.signal);
    }
  });
}

/** Kills `logs` and returns the pod as it was before. Where there is nothing to kill, the learner's sidecar has ended. */
async function endSidecar(context: GraderContext, victim: Pod): Promise<Pod> {
  const before = await samePod(context, victim);
  const found = podProblem(before);
  if (!isRunning(before, 'logs')) throw context.mismatch('sidecar-not-running', {}, { found });

  try {
    await endContainer(context, before, 'logs');
  } catch (error) {
    const now = await samePod(context, victim);
    if (idOf(now) === idOf(before) && isRunning(now, 'logs')) throw error;
    throw context.mismatch('sidecar-not-running', {}, { found: podProblem(now) });
  }

  return before;
}

function isRunning(pod: Pod, container: string): boolean {
  return containersOf(pod).some(({ name, running }) => name === container && running);
}

function idOf(pod: Pod): string | undefined {
  return containersOf(pod).find(({ name }) => name === 'logs')?.containerId;
}

async function samePod(context: GraderContext, { metadata }: Pod): Promise<Pod> {
  const { cluster, namespace } = context;

  try {
    return await cluster.grader.core.readNamespacedPod({ namespace, name: metadata?.name ?? '' });
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
    throw asFinal(
      context.mismatch('sidecar-not-back', {}, { expected: 'Ready', found: 'no such Pod any more' }),
    );
  }
}

function expectOnlySidecarRestarted(context: GraderContext, before: Pod, after: Pod): void {
  for (const old of containersOf(before).filter(({ name }) => name !== 'logs')) {
    const now = containersOf(after).find(({ name }) => name === old.name);
    if (now?.containerId !== old.containerId)
      throw asFinal(context.mismatch('restarted-too', { name: old.name }));
  }

  const returned = isRunning(after, 'logs') && idOf(after) !== idOf(before);
  if (returned && isReady(after)) return;
  const mismatch = context.mismatch('sidecar-not-back', {}, { expected: 'Ready', found: podProblem(after) });
  throw crashLooping(after) ? asFinal(mismatch) : mismatch;
}
