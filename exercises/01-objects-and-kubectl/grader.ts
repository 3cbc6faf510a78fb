import { defineGrader } from '../../graders/core/define-grader.ts';
import { createApplyOwn } from './apply-own.ts';
import { answers } from './checks/answers.ts';
import { fieldOwners } from './checks/field-owners.ts';
import { fieldRemoval } from './checks/field-removal.ts';
import { predictions } from './checks/predictions.ts';
import { serverSideFiltering } from './checks/server-side-filtering.ts';
import { createInventory } from './inventory.ts';
import type { State } from './state.ts';

export default defineGrader<State>({
  prepare: async (context) => ({
    inventory: createInventory(context.random),
    applyOwn: createApplyOwn(context),
  }),
  checks: [answers, serverSideFiltering, fieldOwners, fieldRemoval, predictions],
});
