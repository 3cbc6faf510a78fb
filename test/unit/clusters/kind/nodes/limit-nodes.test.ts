import { expect, it } from 'vitest';
import { createDocker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { findProfile } from '../../../../../services/clusters/kind/profiles/find-profile.ts';
import { limitNodes } from '../../../../../services/clusters/kind/nodes/limit-nodes.ts';
import { createProgram } from '../../../../../services/clusters/kind/engine/program.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

it.each([
  ['smaller than the profile allows', 2, 2, '--memory 2048m --memory-swap 2048m --pids-limit 8192'],
  ['larger', 16, 64, '--memory 3072m --memory-swap 3072m --pids-limit 8192 --cpus 4'],
])('limits every node on a machine %s', async (_, cpus, gibibytes, flags) => {
  const { run, commands } = scriptedRunner({});
  const docker = createDocker(createProgram('docker', run, {}));

  const engine = {
    version: '28',
    cgroupVersion: 2 as const,
    containers: 'linux',
    rootless: false,
    cpus,
    memoryBytes: gibibytes * 1024 ** 3,
  };

  const { signal } = new AbortController();
  await limitNodes(docker, ['c1', 'c2'], { limits: findProfile('w2').limits, engine, signal });
  expect(commands.at(-1)?.args.join(' ')).toBe(`update ${flags} c1 c2`);
});
