import { describe, expect, it } from 'vitest';
import { detectEngine } from '../../../../../services/clusters/kind/engine/detect-engine.ts';
import { ENGINE_INFO } from '../../../../support/engine-info.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

const detect = (answers: Parameters<typeof scriptedRunner>[0]) =>
  detectEngine({ runner: scriptedRunner(answers).run, environment: { PATH: '/bin' } });

const info = (changes: object) => ({
  stdout: JSON.stringify({ ...(JSON.parse(ENGINE_INFO) as object), ...changes }),
});

describe('detectEngine', () => {
  it('describes an engine that can carry clusters', async () => {
    const answers = {
      'docker info': info({ CgroupVersion: '1' }),
      'kind version': { stdout: 'kind v0.33.0\n' },
    };

    expect(await detect(answers)).toEqual({
      available: true,
      engineVersion: '28.0.0',
      kindVersion: 'kind v0.33.0',
      cgroupVersion: 1,
      cpus: 4,
      memoryBytes: 8_000_000_000,
    });
  });

  it.each([
    ['no docker', { docker: { notFound: true, exitCode: undefined } }, 'docker-missing', /Install Docker/],
    [
      'a dead engine',
      { docker: { exitCode: 1, stderr: 'Cannot connect to the Docker daemon at …' } },
      'engine-unreachable',
      /Start it/,
    ],
    [
      'an answer without a server',
      { docker: { stdout: '{"ServerErrors":["x"]}' } },
      'engine-unreachable',
      /start the engine/,
    ],
    [
      'no kind',
      { docker: info({}), kind: { notFound: true, exitCode: undefined } },
      'kind-missing',
      /Install kind/,
    ],
    ['Windows containers', { docker: info({ OSType: 'windows' }) }, 'engine-unfit', /Switch/],
    [
      'rootless on cgroup v1',
      { docker: info({ CgroupVersion: '1', SecurityOptions: ['name=rootless'] }) },
      'engine-unfit',
      /cgroup v2/,
    ],
  ])('says what is missing with %s', async (_, answers, code, reason) => {
    expect(await detect(answers)).toEqual({
      available: false,
      code,
      reason: expect.stringMatching(reason) as unknown,
    });
  });
});
