import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** A tar archive of regular files in memory; folders come into being when it is unpacked. */
export async function tarArchive(files: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name, mode: 0o644 }, content);
  archive.finalize();
  return buffer(archive);
}
