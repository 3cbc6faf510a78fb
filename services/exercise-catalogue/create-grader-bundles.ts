import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Failure } from '../domain/failure.ts';
import type { Exercise } from './load-exercise.ts';

export interface GraderBundles {
  /**
   * The program of the grading process for this exercise as one file, with its messages; made at the first call. Throws a Failure
   * (`grader`, `grader-invalid`) when the grader cannot be compiled.
   */
  pathFor(exercise: Pick<Exercise, 'graderPath' | 'definition' | 'catalogues'>): Promise<string>;
  /** One of our own programs as one file. `source` is its absolute path, `name` how the file is called. */
  programFor(name: string, source: string): Promise<string>;
}

export interface GraderBundlesOptions {
  /** Folder that keeps the programs; made when it is missing. */
  folder: string;
  now: () => number;
}

const CHILD = fileURLToPath(new URL('../grading/child/serve-grader.ts', import.meta.url));
/** Milliseconds after which a program that nobody asked for again is removed: its sources have changed. */
const STALE_MS = 24 * 3_600_000;

/**
 * Compiles grading processes. One file of code starts in a tenth of the CPU time that loading the sources and the
 * Kubernetes client file by file costs (docs/decisions/0005-graders-start-from-one-file.md). Files are named by their content:
 * several processes share a folder, and a program is never changed under one that starts it.
 */
export function createGraderBundles({ folder, now }: GraderBundlesOptions): GraderBundles {
  const made = new Map<string, Promise<string>>();

  async function bundle(slug: string, source: string, contents: string): Promise<string> {
    const { program, map } = await compile(source, contents);
    const digest = createHash('sha256').update(program).digest('hex').slice(0, 16);
    const path = join(resolve(folder), `${slug}-${digest}.mjs`);
    await mkdir(dirname(path), { recursive: true });
    await removeStale(slug);
    await place(`${path}.map`, map);
    await place(path, program);
    return path;
  }

  async function removeStale(slug: string): Promise<void> {
    for (const name of await readdir(folder)) {
      if (!name.startsWith(`${slug}-`)) continue;
      const file = join(folder, name);

      const modified = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => now(),
      );

      if (now() - modified > STALE_MS) await rm(file, { force: true });
    }
  }

  function once(name: string, source: string, contents: string): Promise<string> {
    const known = made.get(source);
    if (known !== undefined) return known;
    const fresh = bundle(name, source, contents);
    made.set(source, fresh);
    fresh.catch(() => made.delete(source));
    return fresh;
  }

  return {
    pathFor: (exercise) => once(exercise.definition.slug, exercise.graderPath, gradingProcess(exercise)),
    programFor: (name, source) => once(name, source, `import ${JSON.stringify(source)};\n`),
  };
}

function gradingProcess({ graderPath, catalogues }: Pick<Exercise, 'graderPath' | 'catalogues'>): string {
  return (
    `import { serveGrader } from ${JSON.stringify(CHILD)};\n` +
    `import * as module from ${JSON.stringify(graderPath)};\n` +
    `await serveGrader(module.default, ${JSON.stringify(catalogues)});\n`
  );
}

/** Whole or not at all: another process may be about to read it. */
async function place(path: string, content: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, content);
  await rename(draft, path);
}

async function compile(source: string, contents: string): Promise<{ program: Uint8Array; map: Uint8Array }> {
  try {
    const { outputFiles } = await build({
      stdin: {
        contents,
        resolveDir: dirname(source),
        sourcefile: 'grading-process.ts',
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      // Errors of a grader are for its author: with names and lines of the sources.
      sourcemap: 'external',
      sourcesContent: false,
      keepNames: true,
      // Half of what is read at every start.
      minifyWhitespace: true,
      logLevel: 'silent',
      write: false,
      outfile: 'grading-process.mjs',
      // Some libraries of the Kubernetes client are CommonJS and ask for Node's modules at run time.
      banner: {
        js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
      },
    });

    const file = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.contents;
    const [program, map] = [file('.mjs'), file('.map')];
    if (program === undefined || map === undefined) throw new Error('the compiler wrote nothing');
    return { program, map };
  } catch (cause) {
    throw new Failure(
      'grader',
      'grader-invalid',
      `Expected ${source} to compile, found: ${cause instanceof Error ? cause.message.slice(0, 2000) : String(cause)}`,
      { cause },
    );
  }
}
