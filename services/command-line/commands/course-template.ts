import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import { loadCatalogue } from '../../processes/exercise-catalogue.ts';
import { writeNewFiles } from '../write-new-files.ts';

const TASKS = ['README.md', 'README.ja.md'];

export interface TemplateOptions {
  exercise?: string[];
  force?: boolean;
}

/**
 * Writes what learners start with: for each exercise a folder with its task in both languages and its starter files.
 * Failures `unknown-exercise`, `files-exist`.
 */
export async function writeTemplate(
  folder: string,
  { exercise: wanted = [], force = false }: TemplateOptions,
): Promise<void> {
  const { settings } = loadSettings('local');
  const catalogue = await loadCatalogue(settings);
  const slugs = wanted.length > 0 ? wanted : [...catalogue.titles.keys()];
  const chosen = slugs.map((slug) => catalogue.exercise(slug));
  const files = new Map<string, string | Uint8Array>([['README.md', overview(slugs, catalogue.titles)]]);

  for (const { definition, folder: source } of chosen) {
    const starter = join(source, 'starter');
    const starters = await readdir(starter, { recursive: true, withFileTypes: true });

    for (const entry of starters) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(join(definition.slug, relative(starter, path)), await readFile(path));
    }

    for (const task of TASKS) files.set(join(definition.slug, task), await readFile(join(source, task)));
  }

  const written = await writeNewFiles(folder, files, { overwrite: force });

  process.stdout.write(
    `wrote ${written.length} files for ${slugs.join(', ')}

Next: push ${folder} to a repository, tick "Template repository" in its settings, and let learners choose "Use this
template" with a name that "match" in .saiten/course.yaml covers. They answer each exercise with a pull request.
`,
  );
}

function overview(slugs: readonly string[], titles: ReadonlyMap<string, { en: string; ja: string }>): string {
  const rows = slugs.map((slug) => {
    const { en = slug, ja = slug } = titles.get(slug) ?? {};
    return `| [\`${slug}\`](${slug}/README.md) | ${en} | [${ja}](${slug}/README.ja.md) |\n`;
  });

  return `# Kubernetes exercises

Change the files of one exercise on a branch, push it, and open a pull request: the answer comes as a comment.

課題のファイルをブランチで書きかえて push し、Pull Request を開いてください。採点結果はコメントで届きます。

| exercise | | 課題 |
| --- | --- | --- |
${rows.join('')}`;
}
