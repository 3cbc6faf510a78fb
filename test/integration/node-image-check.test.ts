import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CHECK = resolve('node-image/check');

let bin: string;

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'saiten-node-image-'));
});

afterEach(() => rm(bin, { recursive: true, force: true }));

const MANAGER = 'registry.k8s.io/kube-controller-manager:v1.36.3';

const needed = (await readFile('node-image/images.txt', 'utf8'))
  .split('\n')
  .flatMap((line) => (line.startsWith('exercise ') ? [line.slice('exercise '.length)] : []));

/** Runs the check with a docker that knows one image: what it holds, and a program it does not have. */
async function check(held: readonly string[], { lacks = 'nothing', image = 'some/node:v1' } = {}) {
  const docker = `#!/bin/sh
case "$*" in
  'image inspect some/node:v1') exit 0 ;;
  'image inspect '*) exit 1 ;;
  *'cat /kind/version') echo v1.36.3 ;;
  *'command -v ${lacks}') exit 1 ;;
  *'images ls --quiet') printf '%s\\n' ${held.join(' ')} ;;
esac
`;

  await writeFile(join(bin, 'docker'), docker);
  await chmod(join(bin, 'docker'), 0o755);
  const env = { PATH: `${bin}:/usr/bin:/bin` };
  return execa(CHECK, [image], { env, extendEnv: false, reject: false, all: true });
}

describe('node-image/check', () => {
  it('is content with an image that holds all that exercises need', async () => {
    const { exitCode, stdout } = await check([...needed, MANAGER]);
    expect({ exitCode, missing: stdout.includes('missing') }).toEqual({ exitCode: 0, missing: false });
  });

  it.each(needed)('complains when %s is not in it', async (image) => {
    const { exitCode, stdout } = await check([...needed.filter((name) => name !== image), MANAGER]);

    expect({ exitCode, said: stdout.includes(`missing  image ${image}`) }).toEqual({
      exitCode: 1,
      said: true,
    });
  });

  it('complains about a program that Saiten calls', async () => {
    const { exitCode, stdout } = await check([...needed, MANAGER], { lacks: 'setpriv' });

    expect({ exitCode, said: stdout.includes('missing  program setpriv') }).toEqual({
      exitCode: 1,
      said: true,
    });
  });

  it('cannot tell about an image that the engine does not have, and says how to get it', async () => {
    const { exitCode, all } = await check([], { image: 'other/node:v1' });
    expect({ exitCode, said: all.includes('docker load') }).toEqual({ exitCode: 2, said: true });
  });
});

it('lists every image that exercises and graders name in full', async () => {
  const { stdout } = await execa('grep', [
    '-rhoE',
    'registry\\.k8s\\.io/[a-z0-9./-]+:[0-9][A-Za-z0-9.]*',
    'exercises',
    'graders',
    'services',
    '--include=*.yaml',
    '--include=*.ts',
  ]);

  expect([...new Set(stdout.split('\n'))].filter((image) => !needed.includes(image))).toEqual([]);
});
