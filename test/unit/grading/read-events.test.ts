import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../services/grading/read-events.ts';

const line = (event: object) => `${JSON.stringify(event)}\n`;
const started = (id: string) => ({ type: 'check-started', id });
const FINISHED = { type: 'finished' };

const resultOf = (id: string) => ({
  ...{ id, title: { en: id, ja: id }, status: 'pass', points: 50, earned: 50 },
  ...{ findings: [], durationMs: 1 },
});

const finished = (result: object) => ({ type: 'check-finished', result });
const CRASHED = { type: 'crashed', fault: 'grader', error: 'oh' };

const streamOf = (text: string, pieceBytes: number) => {
  const bytes = Buffer.from(text);

  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) =>
    bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes),
  );

  return Readable.from(pieces);
};

describe('readEvents', () => {
  it.each([1, 2, 7, 10_000])('reads events that come in pieces of %i bytes', async (pieceBytes) => {
    const told: unknown[] = [];
    const text = line(started('採点')) + line(started('b')) + line(CRASHED);

    expect(
      await readEvents(streamOf(text, pieceBytes), { onEvent: (event) => void told.push(event) }),
    ).toEqual(CRASHED);

    expect(told).toEqual([started('採点'), started('b'), CRASHED]);
  });

  it('takes the results from the checks as they end, and says them with the last event', async () => {
    const told: unknown[] = [];
    const said = [started('a'), finished(resultOf('a')), started('b'), finished(resultOf('b')), FINISHED];

    const last = await readEvents(streamOf(said.map(line).join(''), 100), {
      onEvent: (event) => void told.push(event),
    });

    expect(last).toEqual({ type: 'finished', checks: [resultOf('a'), resultOf('b')] });
    expect(told).toEqual(said);
  });

  it('has no last event where the stream ends without', async () => {
    expect(await readEvents(streamOf(line(started('a')), 5))).toBeUndefined();
  });

  it.each([
    ['a line that is no event', '{"type":"other"}\n', 'expected an event'],
    ['a result that is none', line(finished({ ...resultOf('a'), earned: -1 })), 'expected an event'],
    ['results in the last event', line({ ...FINISHED, checks: [resultOf('a')] }), 'expected an event'],
    ['more than 50 results', line(finished(resultOf('a'))).repeat(51) + line(FINISHED), 'at most 50 results'],
    ['more than 16 MiB', 'x'.repeat(16 * 1024 * 1024 + 1), 'at most 16777216 bytes'],
  ])('takes %s for a fault of the grader', async (_, text, detail) => {
    await expect(readEvents(streamOf(text, 1024 * 1024))).rejects.toMatchObject({
      fault: 'grader',
      code: 'grader-output-invalid',
      message: expect.stringContaining(detail) as unknown,
    });
  });
});
