import { writeSync } from 'node:fs';
import Value from 'typebox/value';
import type { GraderEvent } from '../../../graders/contract/grader-event.ts';
import type { HostQuestion } from '../../../graders/contract/host/host-question.ts';
import type { MessageCatalogue } from '../../../graders/contract/message-catalogue.ts';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import type { Grader } from '../../../graders/core/define-grader.ts';
import { faultOfError } from '../../../graders/core/fault-of-error.ts';
import { ChildRequest } from './child-request.ts';
import { createHostChannel } from './host-channel.ts';
import { runRequest } from './run-request.ts';
import { sourceStack } from './source-stack.ts';

/** File descriptor of events and questions, one JSON document a line. */
const EVENTS = 3;

/**
 * The whole of a grading process: waits for one request on standard input (answers to its questions follow there), runs the grader, says what happens as events and,
 * for staff, in words on standard error, and ends the process. It holds the grader's kubeconfig and nothing else of
 * value.
 *
 * @param grader The default export of an exercise's grader.ts.
 * @param catalogues Its messages, in the order in which an id is looked up.
 */
export async function serveGrader(grader: unknown, catalogues: readonly MessageCatalogue[]): Promise<never> {
  try {
    const channel = createHostChannel(process.stdin, emit);
    const request = await channel.request;
    requireGrader(grader);
    const compose = createFindingComposer(catalogues);
    const { host } = channel;
    await runRequest(grader, Value.Parse(ChildRequest, request), { emit, reportError, host, compose });
  } catch (error) {
    reportError('grader', error);
    emit({ type: 'crashed', fault: faultOfError(error), error: String(error).slice(0, 4000) });
  }

  // A grader may leave sockets and timers behind; the last line is written, so nothing is lost.
  process.exit(0);
}

function emit(event: GraderEvent | HostQuestion): void {
  writeSync(EVENTS, `${JSON.stringify(event)}\n`);
}

function reportError(where: string, error: unknown): void {
  const described =
    error instanceof Error ? sourceStack(error.stack ?? error.message, process.argv[1] ?? '') : String(error);

  process.stderr.write(`${where}: ${described.slice(0, 4000)}\n`);
}

function requireGrader(grader: unknown): asserts grader is Grader {
  const { prepare, checks } = (grader ?? {}) as Partial<Grader>;
  if (typeof prepare === 'function' && Array.isArray(checks)) return;
  throw new Error('grader.ts has no grader as its default export; write `export default defineGrader({…})`');
}
