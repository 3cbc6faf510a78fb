import { randomBytes } from 'node:crypto';
import { chooseNodeImage } from '../clusters/kind/node-image/choose-node-image.ts';
import { createCommandRunner } from '../clusters/kind/engine/command-runner.ts';
import { detectEngine } from '../clusters/kind/engine/detect-engine.ts';
import type { Settings } from '../config/settings.ts';
import type { Cluster } from '../domain/clusters/cluster.ts';
import { clusterName } from '../domain/clusters/cluster-name.ts';
import { Failure } from '../domain/failure.ts';
import { createIdentifiers } from '../domain/identifier.ts';
import { clusterTools } from '../processes/cluster-provider.ts';

export interface LocalClusters {
  nodeImage: string;
  create(request: { profile: string; tools: readonly string[] }): Promise<Cluster>;
  /** Removes every cluster that was asked for. */
  removeAll(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

/** Clusters for a command on this machine, without a store. Fails at once, in words, where none can be made. */
export async function localClusters(
  settings: Settings,
  { programs, signal }: { programs: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<LocalClusters> {
  const runner = createCommandRunner();
  const engine = await detectEngine({ runner, environment: programs, signal });
  if (!engine.available) throw new Failure('infrastructure', engine.code, engine.reason);

  const { image: nodeImage } = await chooseNodeImage({
    wanted: settings.nodeImage,
    runner,
    environment: programs,
    signal,
  });

  const identifiers = createIdentifiers(Date.now, randomBytes);

  const { provider } = clusterTools(settings, {
    programs,
    workerId: `local-${process.pid}`,
    logger: silent,
  });

  const names: string[] = [];
  return {
    nodeImage,
    create({ profile, tools }) {
      const name = clusterName(settings.clusterPrefix, profile, identifiers.next());
      names.push(name);
      return provider.create({ name, profile, tools, signal });
    },
    async removeAll() {
      await Promise.all(names.map((name) => provider.destroy(name)));
    },
  };
}
