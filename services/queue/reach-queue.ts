import { Failure } from '../domain/failure.ts';

/**
 * Waits for the queue's server, at most `timeoutMs`. Any error of the driver, and silence, becomes a Failure with
 * fault `infrastructure` and code `queue-unavailable`: the drivers would otherwise wait for a lost server for ever.
 */
export async function reachQueue<T>(answer: Promise<T>, timeoutMs = 5000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;

  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });

  try {
    return await Promise.race([answer, silence]);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      'infrastructure',
      'queue-unavailable',
      `Expected the queue's server to answer, but: ${reason}. Is it running and reachable? The call may be repeated.`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}
