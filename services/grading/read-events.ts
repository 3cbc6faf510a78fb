import type { Readable } from 'node:stream';
import Value from 'typebox/value';
import type { CheckResult } from '../../graders/contract/check-result.ts';
import { GraderEvent } from '../../graders/contract/grader-event.ts';
import { HostQuestion } from '../../graders/contract/host/host-question.ts';
import { Failure } from '../domain/failure.ts';

/** Bytes a grader may say in all; fifty checks with full evidence stay below. */
const OUTPUT_BYTES = 16 * 1024 * 1024;
/** Results a grader may say; no exercise has so many checks. */
const MOST_RESULTS = 50;

export interface Listeners {
  onEvent?: ((event: GraderEvent) => void) | undefined;
  /** Told of what the process asks of the worker. */
  onQuestion?: ((question: HostQuestion) => void) | undefined;
}

/** The event that ends a run: `finished` with what every check came to, in the order in which it was said. */
export type LastEvent =
  | (Extract<GraderEvent, { type: 'finished' }> & { checks: CheckResult[] })
  | Extract<GraderEvent, { type: 'crashed' }>;

/**
 * Reads events and questions, one JSON document a line, until the last event or the end of the stream. Returns the last event, or undefined
 * when there was none that ends a run. Throws a Failure of fault `grader` for a line that is neither, for more than 50
 * results and for output beyond 16 MiB.
 */
export async function readEvents(
  stream: Readable,
  { onEvent, onQuestion }: Listeners = {},
): Promise<LastEvent | undefined> {
  const decoder = new TextDecoder();
  const checks: CheckResult[] = [];
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
      if (event.type === 'check-finished') checks.push(event.result);
      if (checks.length > MOST_RESULTS) throw invalid(`expected at most ${MOST_RESULTS} results, found more`);
      onEvent?.(event);
      if (event.type === 'finished') return { ...event, checks };
      if (event.type === 'crashed') return event;
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
