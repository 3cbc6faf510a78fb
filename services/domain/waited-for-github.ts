/** GitHub is away, takes our credentials no more, has taken a permission, or shows us a repository no more. */
const CODES = ['github-unavailable', 'github-credentials', 'github-permission', 'not-found'];

/** GitHub's limits say by themselves when to come back. */
const LIMITED = 'rate-limited';

/**
 * Whether GitHub did not let us, through no fault of what was handed in: suspensions are lifted, keys replaced and Apps
 * installed again. Such a run is no try.
 */
export function waitedForGitHub({ failure }: { failure?: { code: string } | undefined }): boolean {
  return failure !== undefined && (failure.code === LIMITED || CODES.includes(failure.code));
}
