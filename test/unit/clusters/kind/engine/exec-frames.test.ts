import { describe, expect, it } from 'vitest';
import { execFrames } from '../../../../../services/clusters/kind/engine/exec-frames.ts';

const frame = (stream: number, text: string) => {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

const STREAM = Buffer.concat([frame(1, 'one'), frame(2, 'two'), frame(1, ''), frame(1, '三')]);

describe('execFrames', () => {
  it.each([1, 3, 8, 11, 1000])('takes a stream apart that comes in parts of %i bytes', (size) => {
    const take = execFrames();
    const heard = { stdout: '', stderr: '' };
    for (let at = 0; at < STREAM.length; at += size)
      for (const [output, bytes] of take(STREAM.subarray(at, at + size))) heard[output] += bytes.toString();
    expect(heard).toEqual({ stdout: 'one三', stderr: 'two' });
  });

  it('gives nothing of a frame that is not whole', () => {
    expect(execFrames()(frame(1, 'one').subarray(0, 10))).toEqual([]);
  });
});
