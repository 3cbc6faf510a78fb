import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import type { ExecOptions } from '../../../../../services/clusters/kind/engine/docker.ts';
import { renderKustomize } from '../../../../../services/clusters/kind/nodes/render-kustomize.ts';
import { scriptedRunner } from '../../scripted-runner.ts';

function render(files: Record<string, string>, folder: string, outcome: Partial<CommandOutcome> = {}) {
  const asked: ExecOptions[] = [];
  const { run } = scriptedRunner({ docker: outcome });

  const docker = {
    exec: (options: ExecOptions) => {
      asked.push(options);
      return run({ program: 'docker', args: [], environment: {}, timeoutMs: 1 });
    },
  };

  const signal = new AbortController().signal;

  const rendered = renderKustomize({
    docker,
    container: 'node',
    files: new Map(Object.entries(files)),
    folder,
    signal,
  });

  return { rendered, asked };
}

const failure = (fault: string, code: string) => expect.objectContaining({ fault, code }) as unknown;

describe('renderKustomize', () => {
  it('returns what kubectl wrote', async () => {
    const { rendered } = render({ 'v1/kustomization.yaml': '' }, 'v1', { stdout: 'kind: Pod\n' });
    expect(await rendered).toBe('kind: Pod\n');
  });

  it.each([
    [
      'kubectl refuses',
      { exitCode: 10, stderr: 'Error: no such file' },
      failure('learner', 'kustomize-failed'),
    ],
    ['it is too slow', { exitCode: 11 }, failure('learner', 'kustomize-failed')],
    [
      'it writes too much',
      { exitCode: undefined, outputTooLarge: true },
      failure('learner', 'kustomize-failed'),
    ],
    [
      'the node is gone',
      { exitCode: 1, stderr: 'No such container' },
      failure('infrastructure', 'kustomize-unavailable'),
    ],
    ['a program is missing', { exitCode: 127 }, failure('infrastructure', 'kustomize-unavailable')],
    [
      'nothing answers',
      { exitCode: undefined, timedOut: true },
      failure('infrastructure', 'kustomize-unavailable'),
    ],
  ])('says whose fault it is when %s', async (_, outcome, expected) => {
    await expect(render({ 'a.yaml': '' }, '.', outcome).rendered).rejects.toEqual(expected);
  });

  it.each(['../a.yaml', '/etc/passwd', 'a/../../b', 'a//b', '-x', 'a\\b', 'a\nb', ''])(
    'does not let the path %j reach a node',
    async (path) => {
      const asFile = render({ [path]: '' }, '.');
      await expect(asFile.rendered).rejects.toEqual(failure('learner', 'kustomize-failed'));
      const asFolder = render({ 'a.yaml': '' }, path);
      await expect(asFolder.rendered).rejects.toEqual(failure('learner', 'kustomize-failed'));
      expect([...asFile.asked, ...asFolder.asked]).toEqual([]);
    },
  );
});
