/**
 * Looks whether GitHub's API answers at all, without a credential: `/rate_limit` costs none of anybody's limit. Returns
 * words on an answer that says it is ill; throws when there is no answer.
 * https://docs.github.com/en/rest/rate-limit/rate-limit
 *
 * @param timeoutMs Milliseconds to wait for the answer.
 */
export async function reachGitHub(
  apiUrl: string,
  timeoutMs: number,
  send: typeof fetch,
): Promise<string | undefined> {
  const response = await send(`${apiUrl}/rate_limit`, {
    headers: { accept: 'application/vnd.github+json', 'user-agent': 'saiten' },
    signal: AbortSignal.timeout(timeoutMs),
  });

  await response.body?.cancel();
  return response.status >= 500 ? `GitHub answers with ${response.status}` : undefined;
}
