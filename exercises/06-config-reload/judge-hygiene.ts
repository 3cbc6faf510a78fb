import type { V1Pod } from '../../graders/core/kubernetes-types.ts';
import { Blocked } from '../../graders/core/blocked.ts';
import { endAllContainers } from '../../graders/containers/end-all-containers.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { leaksInLogs } from '../../graders/config/leaks/leaks-in-logs.ts';
import { leaksInObjects } from '../../graders/config/leaks/leaks-in-objects.ts';
import { submittedSecrets } from '../../graders/config/leaks/submitted-secrets.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { rememberLeaks } from './remember-what-pods-show.ts';
import { applicationPods } from './application-pods.ts';
import { appliedSecrets, isLongEnough, MOST_SECRETS, searchedSecrets } from './searched-secrets.ts';
import { A, B, C, type State } from './state.ts';

/**
 * Searches for the values of Secrets in all objects that were submitted and in what the pods show, now and before v2. A
 * leak counts whatever else is right; that there is none counts only where there was a secret that could leak.
 */
export async function judgeHygiene(context: GraderContext, state: State): Promise<void> {
  const { submitted } = state;
  const searched = searchedSecrets(submitted);
  if (submittedSecrets(submitted).length === 0) throw context.mismatch('no-secret');
  if (searched.length > MOST_SECRETS) throw context.mismatch('too-many-secrets', { most: MOST_SECRETS });
  await rememberLeaks(context, state);
  const unfinished = await leaksInUnfinishedLines(context, state);
  const leaks = [...leaksInObjects(context, submitted, searched), ...state.leaks, ...unfinished];
  const refused = state.v2Applied?.refusals.rest ?? [];
  if (leaks.length + refused.length > 0) throw new Mismatch([...refused, ...eachOnce(leaks)]);
  if (state.c === undefined || !state.sawA) throw new Blocked('values-visible');
  const { secret, value } = state.c.password;
  if (!isLongEnough(value)) throw context.mismatch('secret-too-short', { name: secret });
}

/** What a process has printed without a line end is in the log once it ends: nothing comes after this check. */
async function leaksInUnfinishedLines(context: GraderContext, state: State): Promise<Finding[]> {
  const pods: V1Pod[] = [];
  for (const name of [A, B, C]) pods.push(...(await applicationPods(context, name)));
  const ended = await endAllContainers(context, pods);
  const leaks = await leaksInLogs(context, ended, appliedSecrets(state.submitted, state.words));
  // Whether a log is whole was judged before; this end may have pushed an earlier life out.
  return leaks.filter(({ message }) => message.id !== 'log-too-long');
}

function eachOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify([one.message, one.position]), one])).values()];
}
