type Work<Result> = (signal: AbortSignal) => Promise<Result>;

/**
 * Does two things at once. The first failure ends the other one and is thrown when nothing is at work any more.
 *
 * @param signal Ends both.
 */
export async function runBoth<A, B>(signal: AbortSignal, first: Work<A>, second: Work<B>): Promise<[A, B]> {
  const rest = new AbortController();
  const either = AbortSignal.any([signal, rest.signal]);
  const failures: unknown[] = [];

  const ending = async <Result>(work: Work<Result>): Promise<Result> => {
    try {
      return await work(either);
    } catch (error) {
      failures.push(error);
      rest.abort(error);
      throw error;
    }
  };

  const works = [ending(first), ending(second)] as const;
  await Promise.allSettled(works);
  if (failures.length > 0) throw failures[0];
  return Promise.all(works);
}
