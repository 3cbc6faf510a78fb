import type { ScriptName } from './node-scripts.ts';

/** Where an operation works: the nodes of one run's cluster, and the namespaces that are the run's. */
export interface HostSite {
  /** Throws a Failure of fault `grader` for a node that is not one of the cluster. */
  run(
    node: string,
    script: ScriptName,
    args: readonly string[],
    limits: { seconds: number; outputLimit: number },
  ): Promise<string>;
  namespaces: readonly string[];
}
