/**
 * Codes of failures that say that no cluster can be had, through no fault of the submission: the engine is away, or all
 * clusters of the profile fail. A run that ended with one of them is no try.
 */
export const NO_CLUSTERS: readonly string[] = ['engine-unreachable', 'profile-broken'];
