import type { GraderContext } from '../../graders/core/grader-context.ts';
import { startProber, type Prober } from '../../graders/network/start-prober.ts';

/** What the grader brings along: values of this run that nobody can know beforehand, and a place to send requests from. */
export interface Given {
  prober: Prober;
  token: string;
  /** The greeting that the rendered file of a pod must hold. */
  greetingOf: (podName: string) => string;
}

/** Puts the ConfigMap that the README names into the learner's namespace and starts the prober. */
export async function giveTemplate(context: GraderContext): Promise<Given> {
  const { cluster, namespace, nonce } = context;
  const token = `token-${nonce}`;
  const word = `hello-${Math.floor(context.random() * 1e9).toString(36)}`;

  await cluster.learner.core.createNamespacedConfigMap({
    namespace,
    body: {
      metadata: { name: 'app-template' },
      data: { token, 'app.conf.tmpl': `TOKEN=${token}\nGREETING=${word}-from-@POD_NAME@\n` },
    },
  });

  const prober = await startProber(context);
  await prober.confirmNetwork();
  return { prober, token, greetingOf: (podName) => `${word}-from-${podName}` };
}
