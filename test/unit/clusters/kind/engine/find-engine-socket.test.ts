import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../../../services/clusters/kind/engine/program.ts';
import { findEngineSocket } from '../../../../../services/clusters/kind/engine/find-engine-socket.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

function find(outcome: Parameters<typeof scriptedRunner>[0][string]) {
  const { run, commands } = scriptedRunner({ 'docker context inspect': outcome });
  return { socket: findEngineSocket(createProgram('docker', run, {})), commands };
}

describe('findEngineSocket', () => {
  it.each([
    ['a socket of this machine', { stdout: 'unix:///var/run/docker.sock\n' }, true],
    ['another machine', { stdout: 'ssh://grader@example.org\n' }, false],
    ['TCP', { stdout: 'tcp://127.0.0.1:2376\n' }, false],
    ['a pipe of Windows', { stdout: 'npipe:////./pipe/docker_engine\n' }, false],
    ['a context that is not there', { exitCode: 1, stderr: 'context "x": not found' }, false],
  ])('with %s', async (_, outcome, isThere) => {
    expect((await find(outcome).socket()) !== undefined).toBe(isThere);
  });

  it('asks once', async () => {
    const { socket, commands } = find({ stdout: 'unix:///var/run/docker.sock' });
    await Promise.all([socket(), socket()]);
    await socket();
    expect(commands).toHaveLength(1);
  });

  it('asks again after a program that was not there', async () => {
    const { socket, commands } = find({ notFound: true, exitCode: undefined });
    await expect(socket()).rejects.toMatchObject({ code: 'docker-missing' });
    await expect(socket()).rejects.toMatchObject({ code: 'docker-missing' });
    expect(commands).toHaveLength(2);
  });
});
