import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_INFO } from '../support/engine-info.ts';
import { startSchool, type School } from '../support/school.ts';

const FILE = '00-smoke/greeting.yaml';
const solution = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: greeting\ndata:\n  text: welcome\n';

let school: School;
let folder: string;

beforeAll(async () => {
  school = await startSchool();
  folder = await mkdtemp(join(tmpdir(), 'saiten-path-'));
});

afterAll(async () => {
  await school.close();
  await rm(folder, { recursive: true, force: true });
});

/** A PATH on which there is node, and of docker and kind only what is given: a shell script each. */
async function pathWith(name: string, programs: Readonly<Record<string, string>>): Promise<string> {
  const bin = join(folder, name);
  await rm(bin, { recursive: true, force: true });
  await import('node:fs/promises').then(({ mkdir }) => mkdir(bin));
  await symlink(process.execPath, join(bin, 'node'));

  for (const [program, script] of Object.entries(programs)) {
    await writeFile(join(bin, program), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, program), 0o755);
  }

  return bin;
}

/** Enough of an engine for a worker to come as far as kind. */
const docker = `case "$1" in info) echo '${ENGINE_INFO}';; image) echo sha256:1;; esac`;

describe('a worker that can make no cluster', () => {
  it.each<[string, Record<string, string>]>([
    ['docker is missing', {}],
    ['docker fails', { docker: 'echo "Cannot connect to the Docker daemon" >&2; exit 1', kind: 'exit 1' }],
    ['kind is missing', { docker }],
    ['kind fails', { docker, kind: 'echo "ERROR: failed to create cluster" >&2; exit 1' }],
  ])('%s: the check ends neutral with a reference, and no attempt is used', async (name, programs) => {
    const PATH = await pathWith(name.replace(' ', '-').replace(' ', '-'), programs);
    const server = await school.serve({ PATH, SAITEN_RUN_ATTEMPTS: '2', SAITEN_CLUSTER_PATIENCE: '0' });
    const author = name.replaceAll(' ', '-');
    const { number, headSha } = school.submit(author, { [FILE]: solution });
    const check = await school.verdict(headSha);

    const comment = await school.eventually('a comment', () =>
      school.github
        .comments(school.repository, number)
        .find(({ body }) => /[0-9A-HJKMNP-TV-Z]{26}/.test(body)),
    );

    const opened = school.github.effects.filter(({ operationId }) => operationId === 'checks/create').length;
    await server.stop();

    expect({
      conclusion: check.conclusion,
      reference: /[0-9A-HJKMNP-TV-Z]{26}/.test(check.summary ?? ''),
      runs: school.github.checkRuns(school.repository, headSha).map(({ name }) => name),
      history: comment.body.includes('履歴'),
      created: opened > 0,
    }).toEqual({
      conclusion: 'neutral',
      reference: true,
      runs: ['grading / 00-smoke', 'grading'],
      history: false,
      created: true,
    });
  });
});
