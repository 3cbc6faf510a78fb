import { applyObjects } from '../../../../../graders/objects/apply/apply-objects.ts';
import { defineGrader } from '../../../../../graders/core/define-grader.ts';
import { misbehave } from './misbehave.ts';

/** Reads the colour back from the API server; other colours make the grading process misbehave. */
export default defineGrader({
  prepare: async () => ({}),
  checks: [
    {
      id: 'applied',
      run: async (context) => applyObjects(context, context.submission.objects('app.yaml')),
    },
    {
      id: 'colour',
      needs: ['applied'],
      async run(context) {
        const { core } = context.cluster.grader;

        const { data = {} } = await core.readNamespacedConfigMap({
          name: 'paint',
          namespace: context.namespace,
        });

        const colour = data['colour'] ?? 'none';
        await misbehave(colour, context);
        if (colour !== 'blue') throw context.mismatch('wrong-colour', { colour });
      },
    },
    { id: 'after-colour', needs: ['colour'], run: async () => undefined },
  ],
});
