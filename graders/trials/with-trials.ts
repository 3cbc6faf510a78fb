import type { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { apiAnswer } from '../cluster-access/api-answer.ts';
import { apiStatus } from '../cluster-access/api-errors.ts';
import { asFinal } from '../core/as-final.ts';
import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import { trialSpec } from './trial-spec.ts';

/** A pod of the grader's in the learner's namespace: the learner's template with some containers exchanged. */
export interface Trial {
  /** The pod as it is now. Throws a Mismatch `trial-gone` when it was taken away. */
  pod: () => Promise<V1Pod>;
  /** Deletes it as `kubectl delete pod` does; already gone is fine. */
  end: () => Promise<void>;
}

export interface TrialPods<Names extends string> {
  specs: Record<Names, V1PodSpec>;
  /** Of the template they are made from, see `withoutLabels`. */
  annotations: Record<string, string>;
}

type Trials<Names extends string> = Record<Names, Trial>;

/**
 * Starts one pod for each spec, as the learner, does something with them, and takes them away at once whatever came of it.
 * They carry no labels, so that no Service and no controller takes them for its own. Throws a Mismatch `trial-refused` where
 * the API server refuses one: the learner's template, or what it has used up of the quota, is then the reason.
 */
export async function withTrials<Names extends string, Value>(
  context: GraderContext,
  { specs, annotations }: TrialPods<Names>,
  action: (trials: Trials<Names>) => Promise<Value>,
): Promise<Value> {
  const names = Object.keys(specs) as Names[];
  const podNames = new Map(names.map((name) => [name, `trial-${name}-${suffix(context)}`]));

  try {
    const trials = await Promise.all(
      names.map(
        async (name) =>
          [name, await start(context, podNames.get(name) ?? name, annotations, specs[name])] as const,
      ),
    );

    return await action(Object.fromEntries(trials) as Trials<Names>);
  } finally {
    // One that stays takes room and nothing else: no reason to lose what was found.
    await Promise.allSettled([...podNames.values()].map((name) => remove(context, name, 0)));
  }
}

function suffix({ random }: GraderContext): string {
  return Math.floor(random() * 1e9).toString(36);
}

async function start(
  context: GraderContext,
  name: string,
  annotations: Readonly<Record<string, string>>,
  spec: V1PodSpec,
): Promise<Trial> {
  const { namespace, cluster } = context;
  const body = { metadata: { name, namespace, annotations }, spec: trialSpec(spec) };

  const create = async () => {
    try {
      await cluster.learner.core.createNamespacedPod({ namespace, body });
    } catch (error) {
      const status = apiStatus(error);
      if (status === 409) return;
      if (status !== 400 && status !== 403 && status !== 422) throw error;
      throw asFinal(
        context.mismatch('trial-refused', {}, { found: apiAnswer(error)?.message ?? `${status}` }),
      );
    }
  };

  await eventually(context, create, { within: 10_000, every: 500 });
  return { pod: () => read(context, name), end: () => remove(context, name) };
}

async function read(context: GraderContext, name: string): Promise<V1Pod> {
  try {
    const { namespace, cluster } = context;
    return await cluster.grader.core.readNamespacedPod({ namespace, name });
  } catch (error) {
    if (apiStatus(error) === 404) throw asFinal(context.mismatch('trial-gone', { name }));
    throw error;
  }
}

async function remove(context: GraderContext, name: string, gracePeriodSeconds?: number): Promise<void> {
  const { namespace, cluster } = context;

  try {
    await cluster.learner.core.deleteNamespacedPod({
      namespace,
      name,
      ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    });
  } catch (error) {
    if (apiStatus(error) !== 404) throw error;
  }
}
