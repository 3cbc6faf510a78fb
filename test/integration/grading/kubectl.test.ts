import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createKubectl } from '../../../services/grading/child/kubectl.ts';

const folder = await mkdtemp(join(tmpdir(), 'saiten-test-kubectl-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program in kubectl's place that runs the lines of a shell. */
async function kubectl(lines: string) {
  const path = join(folder, 'kubectl');
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return createKubectl({ path, kubeconfigPath: '/k', namespace: 'n', folder });
}

describe('kubectl', () => {
  it('hands arguments over as they are, and nothing of the environment', async () => {
    const run = await kubectl('printf "%s|" "$@"; /usr/bin/env | /usr/bin/sort | /usr/bin/tr "\\n" "|"');
    const { stdout } = await run(['get', "$(id); 'x' \n*"]);
    expect(stdout).toContain(`--namespace=n|--cache-dir=${folder}/cache|get|$(id); 'x' \n*|`);
    expect(stdout).not.toMatch(/USER|DATABASE/);
  });

  it.each([
    ['time', 'ulimit -t 1; while :; do :; done'],
    ['output', 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done'],
    ['memory', 'echo "fatal error: runtime: out of memory" >&2; exit 2'],
  ])('says when it takes too much %s', async (exceeded, lines) => {
    expect(await (await kubectl(lines))(['get'])).toMatchObject({ exceeded });
  });

  it('has limits of CPU time and memory', async () => {
    const { stdout } = await (await kubectl('ulimit -t; ulimit -d'))([]);
    expect(stdout.split('\n')).toEqual(['5', '262144']);
  });

  it('is an outcome when it fails by itself', async () => {
    const outcome = await (await kubectl('echo "error: no" >&2; exit 1'))([]);
    expect(outcome).toEqual({ exitCode: 1, stdout: '', stderr: 'error: no' });
  });
});
