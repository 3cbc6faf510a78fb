import type { Readable } from 'node:stream';
import Value from 'typebox/value';
import { GraderEvent } from '../../graders/contract/grader-event.ts';
import { HostQuestion } from '../../graders/contract/host/host-question.ts';
import { Failure } from '../domain/failure.ts';

/** Bytes a grader may say in all; fifty checks with full evidence stay below. */
const OUTPUT_BYTES = 16 * 1024 * 1024;

export interface Listeners {
  onEvent?: ((event: GraderEvent) => void) | undefined;
  /** Told of what the process asks of the worker. */
  onQuestion?: ((question: HostQuestion) => void) | undefined;
}

/**
 * Reads events and questions, one JSON document a line, until the last event or the end of the stream. Returns the last event, or undefined
 * when there was none that ends a run. Throws a Failure of fault `grader` for a line that is neither and for
 * output beyond 16 MiB.
 */
export async function readEvents(
  stream: Readable,
  { onEvent, onQuestion }: Listeners = {},
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
      const message = parseMessage(unfinished.join('') + line);
      unfinished = [];

      if (message.type === 'host-question') {
        onQuestion?.(message);
        continue;
      }

      const event = message;
      onEvent?.(event);
      if (event.type === 'finished' || event.type === 'crashed') return event;
    }

    unfinished.push(rest);
  }

  return undefined;
}

function parseMessage(line: string): GraderEvent | HostQuestion {
  try {
    const message: unknown = JSON.parse(line);
    if (Value.Check(GraderEvent, message) || Value.Check(HostQuestion, message)) return message;
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
