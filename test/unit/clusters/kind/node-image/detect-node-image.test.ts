import { describe, expect, it } from 'vitest';
import { createDocker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { detectNodeVersion } from '../../../../../services/clusters/kind/node-image/detect-node-version.ts';
import { detectRegistryReach } from '../../../../../services/clusters/kind/node-image/detect-registry-reach.ts';
import { createProgram } from '../../../../../services/clusters/kind/engine/program.ts';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

const dockerThatSays = (outcome: Partial<CommandOutcome>) => {
  const scripted = scriptedRunner({ 'docker run': outcome });
  return { docker: createDocker(createProgram('docker', scripted.run, {})), commands: scripted.commands };
};

describe('detectNodeVersion', () => {
  it.each<[string, Partial<CommandOutcome>, string | undefined]>([
    ['a release', { stdout: 'v1.36.3\n' }, 'v1.36.3'],
    ['a release candidate', { stdout: 'v1.37.0-rc.1' }, 'v1.37.0-rc.1'],
    ['no such file', { exitCode: 1, stderr: 'cat: /kind/version: No such file' }, undefined],
    ['something else in the file', { stdout: 'latest' }, undefined],
  ])('reads %s', async (_, outcome, expected) => {
    expect(await detectNodeVersion(dockerThatSays(outcome).docker, 'image')).toBe(expected);
  });

  it('starts neither the entry point nor a network, and pulls nothing', async () => {
    const { docker, commands } = dockerThatSays({ stdout: 'v1.36.3' });
    await detectNodeVersion(docker, 'image');

    expect(commands[0]?.args).toEqual(
      'run --rm --network none --pull never --entrypoint cat image /kind/version'.split(' '),
    );
  });
});

describe('detectRegistryReach', () => {
  it.each<[string, Partial<CommandOutcome>, boolean]>([
    ['an open registry', { stdout: '200' }, true],
    ['a registry that wants a token', { stdout: '401' }, true],
    ['no way there', { exitCode: 6, stdout: '000' }, false],
    ['no curl in the image', { exitCode: 127, stderr: 'not found' }, false],
  ])('judges %s', async (_, outcome, expected) => {
    const options = { image: 'image', network: 'bridge', registry: 'registry.k8s.io' };
    expect(await detectRegistryReach(dockerThatSays(outcome).docker, options)).toBe(expected);
  });
});
