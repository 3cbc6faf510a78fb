import { context, SpanStatusCode, trace, type Attributes, type SpanKind } from '@opentelemetry/api';
import { Failure } from '../domain/failure.ts';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Does some work inside a span of the trace that is being written; costs next to nothing where none is. */
export function withSpan<T>(
  name: string,
  options: { kind?: SpanKind; attributes?: Attributes },
  work: () => Promise<T>,
): Promise<T> {
  return trace.getTracer('saiten').startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      // A code and no message: messages may quote what a learner wrote.
      span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where the trace is now, for another process: https://www.w3.org/TR/trace-context/#traceparent-header */
export function traceparent(): string | undefined {
  const here = trace.getActiveSpan()?.spanContext();
  if (here === undefined || !trace.isSpanContextValid(here)) return undefined;
  return `00-${here.traceId}-${here.spanId}-${here.traceFlags.toString(16).padStart(2, '0')}`;
}

/** Does some work as a part of the trace that another process began; one that cannot be read is left out. */
export function continueTrace<T>(parent: string | undefined, work: () => T): T {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return work();
  const remote = { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
  return context.with(trace.setSpanContext(context.active(), remote), work);
}

function codeOf(error: unknown): string {
  return error instanceof Failure ? `${error.fault}/${error.code}` : 'unexpected';
}
