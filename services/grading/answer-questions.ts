import { setMaxListeners } from 'node:events';
import type { HostQuestion, HostReply } from '../../graders/contract/host/host-question.ts';
import { Failure } from '../domain/failure.ts';

export type AnswerHostQuestion = (
  question: Pick<HostQuestion, 'operation' | 'request'>,
  signal: AbortSignal,
) => Promise<unknown>;

export interface QuestionDesk {
  answer: AnswerHostQuestion | undefined;
  reply: (reply: HostReply) => void;
  /** Aborts when the process has ended or the run was cancelled: nobody waits for an answer then. */
  signal: AbortSignal;
}

/** Questions that are worked at together; nodes and machine are shared. */
const AT_ONCE = 4;
/** Questions that may wait besides. */
const WAITING = 64;
/** Milliseconds until one is given up. */
const LIMIT = 60_000;

/**
 * Has the questions of one grading process answered, a few at a time, each within a minute. Every question gets one reply; a
 * failure is a reply too, and says whose it is. What it returns takes a question and never throws.
 */
export function answerQuestions({ answer, reply, signal }: QuestionDesk): (question: HostQuestion) => void {
  const waiting: HostQuestion[] = [];
  let working = 0;
  setMaxListeners(AT_ONCE * 8, signal);

  const work = async (question: HostQuestion): Promise<void> => {
    const { id, operation, request } = question;
    working += 1;

    try {
      if (answer === undefined)
        throw refused('host-unavailable', `Nobody is there who could do ${operation}.`);
      const within = AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]);
      say({ id, answer: await answer({ operation, request }, within) });
    } catch (error) {
      say({ id, failure: failureOf(error, operation) });
    } finally {
      working -= 1;
      const next = waiting.shift();
      if (next !== undefined && !signal.aborted) void work(next);
    }
  };

  const say = (line: HostReply): void => {
    if (!signal.aborted) reply(line);
  };

  return (question) => {
    if (working < AT_ONCE) void work(question);
    else if (waiting.length < WAITING) waiting.push(question);
    else say({ id: question.id, failure: failureOf(tooMany(), question.operation) });
  };
}

function tooMany(): Failure {
  return refused(
    'host-questions-many',
    `Expected at most ${AT_ONCE + WAITING} open questions. Wait for answers.`,
  );
}

function refused(code: string, message: string): Failure {
  return new Failure('grader', code, message);
}

/** Only what a grader asks wrongly is its own; all that keeps us from answering is not. */
function failureOf(error: unknown, operation: string): Extract<HostReply, { failure: unknown }>['failure'] {
  if (error instanceof Failure && error.fault === 'grader')
    return { fault: 'grader', code: error.code, message: error.message.slice(0, 2000) };
  const code = error instanceof Failure ? error.code : 'host-failed';
  const message = error instanceof Error ? error.message : String(error);
  return { fault: 'infrastructure', code, message: `${operation}: ${message}`.slice(0, 2000) };
}
