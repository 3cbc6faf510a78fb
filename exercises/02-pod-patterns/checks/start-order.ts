import { asFinal } from '../../../graders/core/as-final.ts';
import type { Check } from '../../../graders/core/define-grader.ts';
import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { describeProbe } from '../../../graders/network/describe-probe.ts';
import { withTrials } from '../../../graders/trials/with-trials.ts';
import { readDeployment } from '../../../graders/workloads/read-deployment.ts';
import { rolledOut } from '../../../graders/workloads/rolled-out.ts';
import { withNotes } from '../../../graders/core/with-notes.ts';
import { appPods, type Pod } from '../app-pods.ts';
import { appTemplate } from '../app-template.ts';
import { applyApp, notStarted } from '../apply-submission.ts';
import type { Given } from '../given.ts';
import { observeMain } from '../main-server.ts';
import { describeConfig, isRendered } from '../rendered-file.ts';
import { shownTime } from '../shown-time.ts';
import { expectStartOrder } from '../start-order-of.ts';
import { onlyRender, withOtherWords, withoutRender } from '../trials/app-trials.ts';
import { drawnWords } from '../trials/drawn-words.ts';
import { expectNobodyElse, expectRenderAlone, expectWordsOfFile } from '../trials/prove-render.ts';

export const startOrder: Check<Given> = {
  id: 'start-order',
  run: (context, given) => withNotes(notStarted(context), () => judge(context, given)),
};

async function judge(context: GraderContext, given: Given): Promise<void> {
  const look = async () => {
    const pods = await appPods(context);
    for (const pod of pods) await expectSettings(context, given, pod, expectStartOrder(context, pod));
  };

  await applyApp(context);
  await readDeployment(context, 'app');
  await eventually(context, look, { within: 120_000, every: 500 });
  await expectCauses(context, given);
  await rolledOut(context, 'app', { within: 60_000, stableFor: 2_000 });
}

/** The server runs with the words of the file, and the file is that of the template and as old as `render`. */
async function expectSettings(
  context: GraderContext,
  given: Given,
  pod: Pod,
  renderedAt: number,
): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const { server, config } = await observeMain(context, pod);
  // The server runs, so that its environment and the file are what they are.
  if (config.type !== 'file') throw asFinal(context.mismatch('config-missing', { pod: name }));
  const expected = given.greetingOf(name);
  const greeting = server.environment['GREETING'] ?? '';
  if (greeting !== expected)
    throw asFinal(context.mismatch('greeting-wrong', { pod: name }, { expected, found: greeting }));
  if (!isRendered(config, given, name))
    throw context.mismatch('config-wrong', { pod: name }, { found: describeConfig(config) });
  // Kubernetes tells whole seconds only.
  if (Math.floor(config.modifiedAt / 1000) * 1000 > renderedAt)
    throw asFinal(
      context.mismatch(
        'config-not-by-render',
        { pod: name },
        { expected: `not after ${shownTime(renderedAt)}`, found: shownTime(config.modifiedAt) },
      ),
    );
  const answer = await given.prober.get(`http://${pod.status?.podIP}:8080/hostname`);
  if (answer.class !== 'ok' || answer.body !== name)
    throw context.mismatch(
      'main-not-answering',
      { pod: name },
      { expected: name, found: describeProbe(answer) },
    );
}

/** Times and contents can be made up; what happens without `render`, without `main` and with another file cannot. */
async function expectCauses(context: GraderContext, given: Given): Promise<void> {
  const { annotations, spec } = await appTemplate(context);
  const words = drawnWords(context);

  const specs = {
    render: onlyRender(spec),
    others: withoutRender(spec),
    words: withOtherWords(spec, words.lines),
  };

  await withTrials(context, { specs, annotations }, async (trials) => {
    const outcomes = await Promise.allSettled([
      expectRenderAlone(context, given, trials.render),
      expectNobodyElse(context, given, trials.others),
      expectWordsOfFile(context, words.greeting, trials.words),
    ]);

    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  });
}
