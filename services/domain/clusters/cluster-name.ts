/**
 * Name of a run's cluster: deployment prefix, profile and the tail of the run's id. Docker containers and
 * networks carry it, so the reaper can tell ours from everybody else's. kind allows `[a-z0-9.-]`, at most 50.
 */
export function clusterName(prefix: string, profile: string, runId: string): string {
  return `${prefix}-${profile}-${runId.toLowerCase()}`.slice(0, 50);
}
