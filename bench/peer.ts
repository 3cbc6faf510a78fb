import { chooseNodeImage } from '../services/clusters/kind/node-image/choose-node-image.ts';
import { createCommandRunner } from '../services/clusters/kind/engine/command-runner.ts';
import { detectEngine } from '../services/clusters/kind/engine/detect-engine.ts';

/** What both sides of a comparison make clusters from here. Throws where no engine answers. */
export async function peer(): Promise<{ image: string; cgroupVersion: 1 | 2 }> {
  const environment = { ...process.env };
  const runner = createCommandRunner();
  const engine = await detectEngine({ runner, environment });
  if (!engine.available) throw new Error(engine.reason);
  const { image } = await chooseNodeImage({ wanted: process.env['SAITEN_NODE_IMAGE'], runner, environment });
  return { image, cgroupVersion: engine.cgroupVersion };
}
