import type { QuestionsAndQueries } from '../../graders/query/read-queries.ts';
import type { ApplyOwn } from './apply-own.ts';
import type { Inventory } from './inventory.ts';

/** What the checks hand on to each other. */
export interface State {
  inventory: Inventory;
  applyOwn: ApplyOwn;
  /** Set once queries.yaml could be read and the inventory is there. */
  queries?: QuestionsAndQueries;
}
