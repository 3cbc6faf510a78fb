import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extractKubectl } from '../../../../../services/clusters/kind/nodes/extract-kubectl.ts';

let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-kubectl-'));
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

function extract(
  copyOut: (container: string, path: string, destination: string) => Promise<void>,
  imageId = 'sha256:abc',
) {
  const signal = new AbortController().signal;
  return extractKubectl({ docker: { copyOut }, dataFolder, imageId, container: 'node', signal });
}

const copy = (text: string) => (_: string, __: string, destination: string) => writeFile(destination, text);

describe('extractKubectl', () => {
  it('copies once an image and keeps the name kubectl', async () => {
    const first = await extract(copy('one'));
    const again: string[] = [];
    const second = await extract(async (container) => void again.push(container));
    expect([second, again]).toEqual([first, []]);
    expect(first.endsWith('/kubectl')).toBe(true);
    expect(await readFile(first, 'utf8')).toBe('one');
  });

  it('keeps images apart', async () => {
    expect(await extract(copy('one'))).not.toBe(await extract(copy('two'), 'sha256:def'));
  });

  it('lets two processes copy at once and leaves nothing aside', async () => {
    const paths = await Promise.all([extract(copy('same')), extract(copy('same'))]);
    expect(new Set(paths).size).toBe(1);
    expect(await readdir(join(dirname(paths[0]), '..'))).toEqual(['abc']);
  });

  it('leaves nothing behind when the copy fails', async () => {
    await expect(extract(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await readdir(join(dataFolder, 'kubectl'))).toEqual([]);
  });
});
