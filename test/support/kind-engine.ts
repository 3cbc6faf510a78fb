import { env } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { createCommandRunner } from '../../services/clusters/kind/engine/command-runner.ts';
import { detectEngine, type EngineDetection } from '../../services/clusters/kind/engine/detect-engine.ts';

/** Node image for tests on a real engine; undefined means the stock one. The only test file that reads it. */
export const TEST_NODE_IMAGE = env['SAITEN_NODE_IMAGE'];

/** How the programs find the engine. */
export const TEST_ENVIRONMENT = { ...env };

export const systemClock = {
  now: () => Date.now(),
  async sleep(milliseconds: number, signal?: AbortSignal) {
    await setTimeout(milliseconds, undefined, { signal });
  },
};

/** Whether this machine can carry kind clusters; prints why not, so that a skipped test explains itself. */
export async function kindEngine(): Promise<EngineDetection> {
  const detection = await detectEngine({ runner: createCommandRunner(), environment: TEST_ENVIRONMENT });
  if (!detection.available)
    process.stderr.write(`Tests on a real kind cluster are skipped. ${detection.reason}\n`);
  return detection;
}
