import type { GraderContext } from '../core/grader-context.ts';
import type { LoadRecord } from './load-record.ts';
import { startLoad, type LoadOptions } from './start-load.ts';
import type { Prober } from './start-prober.ts';

/**
 * Does something while requests flow, and returns what it returned with the record of all requests: those
 * before it, during it, and for `coolDown` milliseconds after it. The load ends also when it throws.
 */
export async function underLoad<Value>(
  context: GraderContext,
  prober: Prober,
  { coolDown = 0, ...options }: LoadOptions & { coolDown?: number },
  action: () => Promise<Value>,
): Promise<{ value: Value; record: LoadRecord }> {
  const load = await startLoad(context, prober, options);

  try {
    const value = await action();
    await context.clock.sleep(coolDown, context.signal);
    return { value, record: await load.stop() };
  } catch (error) {
    await load.abandon();
    throw error;
  }
}
