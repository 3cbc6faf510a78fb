import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createConfined, type ConfinedLimits } from '../../../services/grading/create-confined.ts';
import { createGraderFolders } from '../../../services/grading/grader-folders.ts';

const root = await mkdtemp(join(tmpdir(), 'saiten-test-confined-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** A program that says `busy a.yaml` and then runs the statements. */
async function confined(statements: string, limits: Partial<ConfinedLimits> = {}) {
  const program = join(root, `${Math.abs(hash(statements))}.mjs`);

  await writeFile(
    program,
    `import { writeSync, readFileSync } from 'node:fs';
const request = JSON.parse(readFileSync(0, 'utf8'));
const say = (line) => { const bytes = Buffer.from(line + '\\n'); for (let i = 0; i < bytes.length; ) i += writeSync(3, bytes, i); };
${statements}`,
  );

  const folders = createGraderFolders({ host: 'h', pid: process.pid, startedAt: 1 }, root);
  return createConfined({ program: async () => program, folders, limits });
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
}

const run = async (statements: string, limits?: Partial<ConfinedLimits>) =>
  (await confined(statements, limits))({ a: 1 }, new AbortController().signal);

const BUSY = "say('busy a.yaml');";

describe('a confined program', () => {
  it('answers what it was asked', async () => {
    expect(
      await run(`${BUSY} say('answer ' + JSON.stringify({ got: request, long: 'x'.repeat(300_000) }));`),
    ).toEqual({
      answer: { got: { a: 1 }, long: 'x'.repeat(300_000) },
    });
  });

  it('holds nothing of the environment, and leaves no folder behind', async () => {
    const outcome = await run(`say('answer ' + JSON.stringify(Object.keys(process.env).sort()));`);
    expect(outcome).toEqual({ answer: expect.not.arrayContaining(['USER', 'DATABASE_URL']) as unknown });
    expect((await readdir(root)).filter((name) => name.startsWith('saiten-grader-'))).toEqual([]);
  });

  it.each([
    ['time', `${BUSY} for (;;);`, { cpuSeconds: 1 }],
    [
      'memory',
      `${BUSY} const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));`,
      { heapMib: 32, cpuSeconds: 20 },
    ],
    ['broken', `${BUSY} throw new Error('oh');`, {}],
    ['broken', `${BUSY} process.exit(0);`, {}],
    ['output', `${BUSY} say('x'.repeat(100_000)); for (;;);`, { answerBytes: 10_000, cpuSeconds: 20 }],
    [
      'output in one piece',
      `say('busy a.yaml\\n' + 'x'.repeat(100_000)); for (;;);`,
      { answerBytes: 10_000, cpuSeconds: 20 },
    ],
  ])('that uses too much %s says what it was busy with: %s', async (what, statements, limits) => {
    const [exceeded] = what.split(' ');
    expect(await run(statements, limits)).toMatchObject({ exceeded, at: 'a.yaml' });
  });

  it('is not the learner’s fault when it does not start', async () => {
    await expect(run('throw new Error("no")')).rejects.toMatchObject({
      fault: 'infrastructure',
      code: 'reader-unavailable',
    });
  });

  it('ends when the run is cancelled', async () => {
    const cancelled = new AbortController();
    const outcome = (await confined(`${BUSY} setInterval(() => undefined, 1000);`))({}, cancelled.signal);
    cancelled.abort();
    await expect(outcome).rejects.toMatchObject({ fault: 'cancelled' });
  });
});
