import type { V1Pod } from '@kubernetes/client-node';
import { containersOf } from '../containers/containers-of.ts';
import { readWholeLog } from '../evidence/read-whole-log.ts';
import type { GraderContext } from '../core/grader-context.ts';

/** What the containers of a pod wrote, one after the other. */
export interface PodLog {
  text: string;
  complete: boolean;
}

/** Reads the whole output of all containers that have started. Throws a `HostError` when nobody can look, which is ours. */
export async function readPodLog(context: Pick<GraderContext, 'cluster'>, pod: V1Pod): Promise<PodLog> {
  const log: PodLog = { text: '', complete: true };

  for (const { name, containerId } of containersOf(pod)) {
    if (containerId === undefined) continue;
    const { text, complete } = await readWholeLog(context, pod, name);
    log.text += text.endsWith('\n') || text === '' ? text : `${text}\n`;
    log.complete &&= complete;
  }

  return log;
}
