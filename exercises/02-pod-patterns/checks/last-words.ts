import type { Check } from '../../../graders/core/define-grader.ts';
import { withTrials } from '../../../graders/trials/with-trials.ts';
import { appTemplate } from '../app-template.ts';
import { deletePod } from '../delete-pod.ts';
import { expectLastWords, expectSilence } from '../expect-last-words.ts';
import type { Given } from '../given.ts';
import { readyPods } from '../ready-pods.ts';
import { withOtherWords, withoutMain } from '../trials/app-trials.ts';
import { drawnWords } from '../trials/drawn-words.ts';
import { settledPod } from '../trials/settled-pod.ts';
import { tokenOf } from '../trials/token-of.ts';
import { watchDeletion, type Deletion } from '../watch-deletion.ts';

/**
 * The same at once in three pods: one of the Deployment; one in which other words stand in the file, which only who reads
 * the file can say; and one without `main`, in which nobody may say anything.
 */
export const lastWords: Check<Given> = {
  id: 'last-words',
  async run(context, { prober, token }) {
    const [victim] = await readyPods(context);
    const { annotations, spec } = await appTemplate(context);
    const words = drawnWords(context);
    const specs = { words: withOtherWords(spec, words.lines), silent: withoutMain(spec) };

    await withTrials(context, { specs, annotations }, async (trials) => {
      const [other, silent] = await Promise.all([
        settledPod(context, trials.words),
        settledPod(context, trials.silent),
      ]);

      const otherToken = await tokenOf(context, other, words.token);
      const watch = (deletion: Deletion) => watchDeletion(context, prober, deletion);

      const [own, others, nobodys] = await Promise.all([
        watch({ pod: victim, token, end: () => deletePod(context, victim) }),
        watch({ pod: other, token: otherToken, end: trials.words.end }),
        watch({ pod: silent, token, end: trials.silent.end }),
      ]);

      expectLastWords(context, own, token);
      expectSilence(context, nobodys);
      if (!others.after.some(({ answer }) => answer === 'with'))
        throw context.mismatch('line-not-from-file', {}, { expected: `shutdown ${otherToken}` });
    });
  },
};
