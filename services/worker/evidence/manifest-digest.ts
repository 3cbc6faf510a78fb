import { createHash } from 'node:crypto';

/**
 * One digest for the files that were graded: SHA-256 of what `LC_ALL=C sha256sum` prints for them in the order of their
 * paths, so that anybody can compute it again: `sha256:` and 64 hexadecimal digits.
 *
 * @param files Content by path below the exercise's folder.
 */
export function manifestDigest(files: ReadonlyMap<string, Uint8Array>): string {
  const lines = [...files]
    .map(([path, content]) => ({ path: Buffer.from(path), line: `${contentDigest(content)}  ${path}\n` }))
    .toSorted((one, other) => Buffer.compare(one.path, other.path))
    .map(({ line }) => line);

  return `sha256:${contentDigest(lines.join(''))}`;
}

/** SHA-256 in hexadecimal digits. */
export function contentDigest(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
