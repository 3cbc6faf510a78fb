import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds; the test's own time limit ends it. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}
