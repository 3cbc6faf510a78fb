import type { Readable } from 'node:stream';
import type Type from 'typebox';
import Value from 'typebox/value';
import { HOST_OPERATIONS, type HostAnswer } from '../../../graders/contract/host/host-operations.ts';
import { HostReply, type HostQuestion } from '../../../graders/contract/host/host-question.ts';
import { HostError, type HostAccess } from '../../../graders/cluster-access/host-access.ts';

export interface HostChannel {
  /** The first line. Rejects when there is none. */
  request: Promise<unknown>;
  host: HostAccess;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * The worker's end of a grading process: the request comes first, answers follow. Lines end with `\n` alone; all else that
 * ends lines elsewhere may stand in what was read from a container.
 */
export function createHostChannel(input: Readable, send: (question: HostQuestion) => void): HostChannel {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let closed: Error | undefined;

  const close = (): void => {
    closed = new HostError('infrastructure', 'host-gone', 'The worker has gone');
    for (const { reject } of waiting.values()) reject(closed);
    waiting.clear();
  };

  const take = (line: string): void => {
    const reply = Value.Parse(HostReply, JSON.parse(line));
    const question = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('answer' in reply) return question?.resolve(reply.answer);
    const { fault, code, message } = reply.failure;
    question?.reject(new HostError(fault, code, message));
  };

  const request = new Promise<unknown>((resolve, reject) => {
    let first = true;

    const read = async (): Promise<void> => {
      for await (const line of linesOf(input)) {
        if (first) resolve(JSON.parse(line));
        else take(line);
        first = false;
      }

      throw new Error('Expected a request on standard input, found its end');
    };

    read().catch((error: unknown) => {
      close();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });

  return {
    request,
    host: {
      async ask(operation, question) {
        if (closed !== undefined) throw closed;
        asked += 1;
        const id = asked;
        const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
        send({ type: 'host-question', id, operation, request: question });
        const schemas: { answer: Type.TSchema } = HOST_OPERATIONS[operation];
        // The schema of that name accepts nothing else.
        return Value.Parse(schemas.answer, await answer) as HostAnswer<typeof operation>;
      },
    },
  };
}

async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];

  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');

    for (const piece of pieces.slice(0, -1)) {
      yield [...parts, piece].join('');
      parts = [];
    }

    parts.push(pieces.at(-1) ?? '');
  }
}
