import type { Writable } from 'node:stream';

/**
 * Writes to a stream as long as somebody reads it. Where more than `most` bytes wait already, the stream is destroyed: a
 * client that does not read would fill our memory.
 */
export function writeWhileRead(
  stream: Pick<Writable, 'writableLength' | 'writableEnded' | 'destroy' | 'write'>,
  text: string,
  most: number,
): void {
  if (stream.writableLength > most) stream.destroy();
  else if (!stream.writableEnded) stream.write(text);
}
