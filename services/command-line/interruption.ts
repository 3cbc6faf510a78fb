import { onInterruption } from '../processes/on-interruption.ts';

/**
 * A signal that aborts with the first Ctrl-C or SIGTERM, so that a command can clean up before it ends. The second one ends
 * it at once.
 */
export function interruption(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const dispose = onInterruption(() => controller.abort(new Error('interrupted')));
  return { signal: controller.signal, dispose };
}
