import type { LoadRecord, LoadRequest } from './load-record.ts';

/** Requests a second below which the machine, not the target, is taken to be at its limits. */
const SLOWEST = 4;
/** Share of failed requests that no slow machine explains. */
const BEYOND_DOUBT = 0.1;

/**
 * The requests that were sent and not answered with success. Where the machine was so slow that even the load
 * did not flow, nodes learn of a pod's end many seconds late and no submission can help it: a few failures are
 * then an error of ours, with a code that has the run repeated, and no verdict.
 */
export function failedRequests({ requests, duration }: LoadRecord): LoadRequest[] {
  const failed = requests.filter((request) => request.class !== 'ok');
  const perSecond = (requests.length * 1000) / Math.max(duration, 1);
  if (failed.length > 0 && perSecond < SLOWEST && failed.length < requests.length * BEYOND_DOUBT)
    throw Object.assign(
      new Error(
        `${failed.length} of ${requests.length} requests failed, at ${perSecond.toFixed(1)} a second: the machine is too slow to tell why`,
      ),
      { code: 'ETIMEDOUT' },
    );
  return failed;
}
