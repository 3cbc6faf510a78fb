import { Failure } from '../../domain/failure.ts';
import type { Connection } from '../client/connection.ts';

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** Reads a file's bytes; Failure `blob-too-large` (learner) above `maxBytes`. Look at the tree's size first. */
export function readBlob(
  connection: Connection,
  sha: string,
  { maxBytes = DEFAULT_MAX_BYTES }: { maxBytes?: number } = {},
): Promise<Uint8Array> {
  return connection.call(`read the file ${sha}`, async (octokit, at) => {
    const { data } = await octokit.rest.git.getBlob({ ...at, file_sha: sha });

    const bytes =
      data.encoding === 'base64' ? Buffer.from(data.content, 'base64') : Buffer.from(data.content);

    const size = Math.max(data.size ?? 0, bytes.length);
    if (size > maxBytes)
      throw new Failure(
        'learner',
        'blob-too-large',
        `Expected a file of at most ${maxBytes} bytes, found ${size}. Make the file smaller.`,
        { facts: { size, maxBytes, sha } },
      );
    return new Uint8Array(bytes);
  });
}
