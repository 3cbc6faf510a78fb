import type { Connection } from '../client/connection.ts';
import { ensureCheckRun } from './ensure-check-run.ts';
import type { KeyedMutex } from '../limits/keyed-mutex.ts';
import { listUnfinishedCheckRuns, type UnfinishedCheckRun } from './unfinished-check-runs.ts';
import { updateCheckRun } from './update-check-run.ts';
import type { CheckRunState, NewCheckRun } from './check-run-state.ts';

/** Check runs of our App; Failure `github-permission` in token mode. */
export interface CheckRuns {
  /** Finds our run of this identity or creates it, once, in the state given. */
  ensure(run: NewCheckRun): Promise<{ id: number }>;
  /**
   * Makes the run show this state. May be repeated: annotations that the run already has are not sent again, a state
   * already shown is not sent again, and a completed run is never opened again.
   */
  update(id: number, state: CheckRunState): Promise<void>;
  /** Our check runs of a commit that have no conclusion yet. */
  unfinished(headSha: string): Promise<UnfinishedCheckRun[]>;
}

/** The check runs of one repository; works on one run take turns within this process. */
export function createCheckRuns(needs: {
  connection: Connection;
  inTurn: KeyedMutex;
  appId: number | undefined;
}): CheckRuns {
  const { connection, inTurn, appId } = needs;
  return {
    ensure: (run) =>
      inTurn(`check/${run.headSha}/${run.name}/${run.externalId}`, () => ensureCheckRun(connection, run)),
    unfinished: (headSha) => listUnfinishedCheckRuns(connection, headSha, appId),
    update: (id, state) => inTurn(`check-run/${id}`, () => updateCheckRun(connection, id, state)),
  };
}
