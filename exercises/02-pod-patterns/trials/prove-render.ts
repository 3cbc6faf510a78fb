import { crashLooping } from '../../../graders/containers/crash-looping.ts';
import { containersOf } from '../../../graders/containers/containers-of.ts';
import { observeContainer } from '../../../graders/containers/observe-container.ts';
import { asFinal } from '../../../graders/core/as-final.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import type { Trial } from '../../../graders/trials/with-trials.ts';
import { podProblem } from '../../../graders/workloads/pod-problem.ts';
import type { Pod } from '../app-pods.ts';
import type { Given } from '../given.ts';
import { observeMain, type MainSeen } from '../main-server.ts';
import { describeConfig, isRendered, valueIn } from '../rendered-file.ts';
import { CONFIG } from './config-mount.ts';

const PATIENCE = 120_000;

/** In the pod in which only `render` can have made the file, it must be there when `main` starts. */
export async function expectRenderAlone(context: GraderContext, given: Given, trial: Trial): Promise<void> {
  const look = async () => {
    const pod = await trial.pod();
    const config = await configIn(context, pod);
    if (config !== undefined && isRendered(config, given, pod.metadata?.name ?? '')) return;
    const found = config === undefined ? podProblem(pod) : describeConfig(config);
    const mismatch = context.mismatch('render-makes-no-file', {}, { found });
    throw config !== undefined || crashLooping(pod) ? asFinal(mismatch) : mismatch;
  };

  await eventually(context, look, { within: PATIENCE, every: 500 });
}

/** Milliseconds that the others get to make the file: once `main` runs, and in all where it never does. */
const GRACE = 3_000;
const LONGEST = 60_000;

/** In the pod in which `render` does nothing the file must not come about. */
export async function expectNobodyElse(context: GraderContext, given: Given, trial: Trial): Promise<void> {
  const { clock, signal } = context;
  const startedAt = clock.now();
  let runsSince: number | undefined;

  while (clock.now() - (runsSince ?? startedAt) < (runsSince === undefined ? LONGEST : GRACE)) {
    const pod = await trial.pod();
    const config = await configIn(context, pod);
    if (config !== undefined) runsSince ??= clock.now();
    else if (crashLooping(pod)) return;
    if (config !== undefined && isRendered(config, given, pod.metadata?.name ?? ''))
      throw context.mismatch('config-without-render', {}, { found: describeConfig(config) });
    await clock.sleep(500, signal);
  }
}

/** In the pod in which other words stand in the file the server must run with those. */
export async function expectWordsOfFile(
  context: GraderContext,
  greeting: string,
  trial: Trial,
): Promise<void> {
  const look = async () => {
    const pod = await trial.pod();
    const { server, config } = await observeMain(context, pod);
    const inFile = valueIn(config, 'GREETING');
    const inServer = server.environment['GREETING'];
    if (inFile === greeting && inServer === greeting) return;
    const found = `${inServer ?? 'no GREETING'}; in the file: ${inFile ?? 'no GREETING'}`;
    const expected = greeting;
    throw asFinal(context.mismatch('settings-not-from-file', {}, { expected, found }));
  };

  await eventually(context, look, { within: PATIENCE, every: 500 });
}

/** Undefined while `main` does not run. */
async function configIn(context: GraderContext, pod: Pod): Promise<MainSeen['config'] | undefined> {
  if (!containersOf(pod).some(({ name, running }) => name === 'main' && running)) return undefined;
  const seen = await observeContainer(context, pod, 'main', { files: [CONFIG] });
  return seen.running ? (seen.files.get(CONFIG) ?? { type: 'missing' }) : undefined;
}
