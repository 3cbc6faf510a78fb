/**
 * Checks that every relative link in the repository's Markdown, and every repository path named in a comment
 * of its TypeScript, leads to a file that exists, and every `#anchor` to a heading. Names `file:line` of each
 * one that does not and exits 1.
 *
 *     tsx scripts/check-docs-links.ts [folder]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { brokenLinks } from './broken-links.ts';

const NOT_OURS = new Set(['node_modules', '.git', '.saiten', 'dist', 'artefacts']);

const root = resolve(process.argv[2] ?? '.');
const paths = filesBelow(root).map((path) => relative(root, path));

const broken = paths
  .filter((path) => path.endsWith('.md') || path.endsWith('.ts'))
  .flatMap((path) =>
    brokenLinks(path, readFileSync(join(root, path), 'utf8'), {
      exists: (target) => existsSync(join(root, target)),
      read: (target) => readFileSync(join(root, target), 'utf8'),
    }),
  );

for (const { file, line, link, reason } of broken)
  process.stderr.write(`${file}:${line}: ${link}: ${reason}\n`);
process.stdout.write(`${paths.length} files looked at, ${broken.length} broken links\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
