import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawScripts } from '../../../../exercises/02-batch-jobs/draw-scripts.ts';
import { createRandom } from '../../../../graders/core/random.ts';

const HOPELESS = 2;
const drawn = drawScripts(createRandom('a run'), 8, HOPELESS);
const run = promisify(execFile);
let folder = '';

/** The scripts as they stand in the ConfigMap, with a `sleep` that takes no time. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-work-'));

  const files = {
    ...drawn.data,
    [drawn.troubleKey]: drawn.marks[5] ?? '',
    'process.sh': drawn.processText,
    'tick.sh': drawn.tickText,
    sleep: '#!/bin/sh\n',
  };

  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await chmod(join(folder, 'sleep'), 0o755);
});

afterAll(() => rm(folder, { recursive: true }));

async function outcome(...args: string[]): Promise<{ line: string; code: number }> {
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const [script = '', ...rest] = args;

  try {
    const { stdout } = await run('sh', [join(folder, script), ...rest], { env });
    return { line: stdout.trim(), code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { line: stdout.trim(), code };
  }
}

describe('drawScripts', () => {
  it.each([
    { shard: 0, end: 'done', code: 0 },
    { shard: 7, end: 'done', code: 0 },
    { shard: HOPELESS, end: 'hopeless', code: 42 },
    { shard: 5, end: 'trouble', code: 1 },
  ])('knows the line of shard $shard', async ({ shard, end, code }) => {
    const line = `shard=${shard} word=${drawn.words[shard]} ${end}`;
    expect(await outcome('process.sh', `${shard}`)).toEqual({ line, code });
  });

  it('knows no ninth shard', async () => {
    expect(await outcome('process.sh', '8')).toEqual({ line: '', code: 2 });
  });

  it('knows the last line of tick.sh', async () => {
    const { line } = await outcome('tick.sh');
    expect(line.split('\n').at(-1)).toBe(`tick word=${drawn.tickWord} end`);
  });

  it('shows no word in what is mounted', () => {
    const mounted = [...Object.values(drawn.data), ...drawn.marks, drawn.processText, drawn.tickText].join(
      '\n',
    );

    expect([...drawn.words, drawn.tickWord].filter((word) => mounted.includes(word))).toEqual([]);
  });

  it('draws other scripts for another run', () => {
    expect(drawScripts(createRandom('another'), 8, HOPELESS).processText).not.toBe(drawn.processText);
  });
});
