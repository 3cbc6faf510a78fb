import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeWhileRead } from '../../../../services/api/live/write-while-read.ts';

const KIB = 1024;
const MOST = 256 * KIB;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Writes a MiB in pieces of a KiB; resolves with whether the stream is still there, and what waits in it. */
async function writeMuch(stream: PassThrough) {
  for (let written = 0; written < 1024; written++) {
    writeWhileRead(stream, 'x'.repeat(KIB), MOST);
    await settle();
  }

  return { isOpen: !stream.destroyed, waits: stream.writableLength };
}

describe('a stream', () => {
  it('that nobody reads ends once 256 KiB wait, and keeps no more', async () => {
    const { isOpen, waits } = await writeMuch(new PassThrough());
    expect(isOpen).toBe(false);
    expect(waits).toBeLessThanOrEqual(MOST + KIB);
  });

  it('that is read goes on', async () => {
    const stream = new PassThrough();
    stream.resume();
    expect(await writeMuch(stream)).toEqual({ isOpen: true, waits: 0 });
  });

  it('that has ended is told nothing more', () => {
    const stream = new PassThrough().end();
    expect(() => writeWhileRead(stream, 'x', MOST)).not.toThrow();
  });
});
