import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import { createDocker } from '../../../../../services/clusters/kind/engine/docker.ts';
import { layersOutsideVar } from '../../../../../services/clusters/kind/node-image/layers-outside-var.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

const LAYERS = expect.stringMatching(/^saiten-node-layers:[0-9a-f]{16}$/) as string;
const ABSENT = { exitCode: 1, stderr: 'Error: No such image' };

async function split(answers: Record<string, Partial<CommandOutcome>>) {
  const { run, commands } = scriptedRunner(answers);
  const logged: string[] = [];

  const name = await layersOutsideVar({
    docker: createDocker((args, call) => run({ program: 'docker', args, environment: {}, ...call })),
    image: 'kindest/node:v1',
    imageId: 'sha256:0123456789abcdef0123',
    logger: { info: (facts: object) => void logged.push(JSON.stringify(facts)) },
    signal: new AbortController().signal,
  });

  return { name, logged, asked: commands.map(({ args }) => args[0]), commands };
}

describe('layersOutsideVar', () => {
  it('takes the one that is there', async () => {
    const { name, asked } = await split({});
    expect([name, asked]).toEqual([LAYERS, ['image']]);
  });

  it('makes it from the given image and tries it before it is used', async () => {
    const { name, asked, commands } = await split({ 'docker image inspect': ABSENT });
    expect([name, asked]).toEqual([LAYERS, ['image', 'build', 'run']]);
    expect(new TextDecoder().decode(commands[1]?.stdin)).toContain('FROM kindest/node:v1\nRUN ["/bin/sh"');
  });

  it('keeps no container of a build that fails', async () => {
    const { commands } = await split({ 'docker image inspect': ABSENT });
    expect(commands[1]?.args).toContain('--force-rm');
  });

  it.each([
    [
      'it cannot be built',
      { 'docker build': { exitCode: 1, stderr: 'cd: no such folder' } },
      ['image', 'build'],
    ],
    [
      'layers over it do not work on this engine',
      { 'docker run': { exitCode: 32, stderr: 'mount: wrong fs type' } },
      ['image', 'build', 'run', 'image'],
    ],
  ])('leaves the image as it is when %s, and says so', async (_, answers, expected) => {
    const { name, asked, logged } = await split({ 'docker image inspect': ABSENT, ...answers });
    expect([name, asked]).toEqual(['kindest/node:v1', expected]);
    expect(logged.join()).toMatch(/no such folder|wrong fs type/);
  });
});
