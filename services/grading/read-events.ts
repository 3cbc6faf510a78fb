import type { Readable } from 'node:stream';
import Value from 'typebox/value';
import { GraderEvent } from '../../graders/contract/grader-event.ts';
import { Failure } from '../domain/failure.ts';

/** Bytes a grader may say in all; fifty checks with full evidence stay below. */
const OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Reads events, one JSON document a line, until the last one or the end of the stream. Returns the last event, or undefined
 * when there was none that ends a run. Throws a Failure of fault `grader` for a line that is no event and for
 * output beyond 16 MiB.
 */
export async function readEvents(
  stream: Readable,
  onEvent?: (event: GraderEvent) => void,
): Promise<Extract<GraderEvent, { type: 'finished' | 'crashed' }> | undefined> {
  const decoder = new TextDecoder();
  let unfinished: string[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > OUTPUT_BYTES) throw invalid(`expected at most ${OUTPUT_BYTES} bytes of events, found more`);
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = parseEvent(unfinished.join('') + line);
      unfinished = [];
      onEvent?.(event);
      if (event.type === 'finished' || event.type === 'crashed') return event;
    }
    unfinished.push(rest);
  }
  return undefined;
}

function parseEvent(line: string): GraderEvent {
  try {
    const event: unknown = JSON.parse(line);
    if (Value.Check(GraderEvent, event)) return event;
  } catch {
    // Said below, as for any other line that is no event.
  }
  throw invalid(`expected an event, found ${line.slice(0, 200)}`);
}

function invalid(detail: string): Failure {
  return new Failure(
    'grader',
    'grader-output-invalid',
    `The grading process wrote something else than events: ${detail}`,
  );
}
