/** The engine is away, or all clusters of the profile fail. */
const CODES = ['engine-unreachable', 'profile-broken'];

/** Whether a run ended because no cluster could be had, through no fault of the submission. Such a run is no try. */
export function foundNoCluster({ failure }: { failure?: { code: string } | undefined }): boolean {
  return failure !== undefined && CODES.includes(failure.code);
}
