import type { GraderContext } from '../../graders/core/grader-context.ts';
import { leaksInLogs } from '../../graders/config/leaks/leaks-in-logs.ts';
import { leaksInProcesses } from '../../graders/config/leaks/leaks-in-processes.ts';
import { applicationPods } from './application-pods.ts';
import { mapsInUse } from './maps-in-use.ts';
import { appliedSecrets } from './searched-secrets.ts';
import { A, B, C, type State } from './state.ts';

/** Notes which ConfigMaps the pods were given: a roll-out takes the old pods away. */
export async function rememberMaps(context: GraderContext, state: State): Promise<void> {
  const { items } = await context.cluster.grader.core.listNamespacedConfigMap({
    namespace: context.namespace,
  });

  for (const name of [A, B, C])
    for (const pod of await applicationPods(context, name))
      for (const map of mapsInUse(pod, items)) state.mapsInUse.add(map);
}

/**
 * Notes which secrets the pods show as they are now: in logs and command lines, and in the environment of app-a. It asks the
 * nodes about each container, so that it takes some seconds.
 */
export async function rememberLeaks(context: GraderContext, state: State): Promise<void> {
  const secrets = appliedSecrets(state.submitted, state.words);

  for (const name of [A, B, C]) {
    const pods = await applicationPods(context, name);
    state.sawA ||= name === A && pods.some(({ status }) => status?.phase === 'Running');
    const inProcesses = await leaksInProcesses(context, pods, secrets, { environments: name === A });
    state.leaks = [...state.leaks, ...inProcesses, ...(await leaksInLogs(context, pods, secrets))];
  }
}
