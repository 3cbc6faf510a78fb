/**
 * The process in which one grader runs: request on standard input, events on file descriptor 3, words for staff on
 * standard error. It holds the grader's kubeconfig and nothing else of value.
 */
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import Value from 'typebox/value';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import { faultOfError } from '../../../graders/fault-of-error.ts';
import { ChildRequest } from './child-request.ts';
import { runRequest } from './run-request.ts';

const EVENTS = 3;

function emit(event: GraderEvent): void {
  writeSync(EVENTS, `${JSON.stringify(event)}\n`);
}

function reportError(where: string, error: unknown): void {
  const described = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${where}: ${described.slice(0, 4000)}\n`);
}

try {
  const request: unknown = JSON.parse(await text(process.stdin));
  await runRequest(Value.Parse(ChildRequest, request), { emit, reportError });
} catch (error) {
  reportError('grader', error);
  emit({ type: 'crashed', fault: faultOfError(error), error: String(error).slice(0, 4000) });
}
// A grader may leave sockets and timers behind; the last line is written, so nothing is lost.
process.exit(0);
