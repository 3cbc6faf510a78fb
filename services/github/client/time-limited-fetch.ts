/** A fetch that gives up after so many milliseconds: neither Octokit nor the platform has a limit of its own. */
export function timeLimitedFetch(send: typeof fetch, milliseconds: number): typeof fetch {
  return (input, init) => {
    const limit = AbortSignal.timeout(milliseconds);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return send(input, { ...init, signal });
  };
}
