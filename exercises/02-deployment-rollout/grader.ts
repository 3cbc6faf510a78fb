import { defineGrader } from '../../graders/core/define-grader.ts';
import { drawWords } from '../../graders/submission/draw-words.ts';
import { startProber } from '../../graders/network/start-prober.ts';
import { budget } from './checks/budget.ts';
import { firstRelease } from './checks/first-release.ts';
import { losslessRollout } from './checks/lossless-rollout.ts';
import { podSurge } from './checks/pod-surge.ts';
import { scaling } from './checks/scaling.ts';
import { stuckRollout } from './checks/stuck-rollout.ts';
import { undo } from './checks/undo.ts';
import type { State } from './state.ts';

export default defineGrader<State>({
  prepare: async (context) => ({
    prober: await startProber(context),
    words: drawWords(context, ['v1', 'v2']),
    budgets: [],
  }),
  checks: [firstRelease, losslessRollout, budget, podSurge, stuckRollout, undo, scaling],
});
