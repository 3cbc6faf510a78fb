import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../../domain/failure.ts';
import type { EngineAnswer, EngineRequest, EngineSocket } from './engine-socket.ts';

const Refusal = Type.Object({ message: Type.String() });

/** Asks the engine; text of its answer, which must say yes. */
export async function askEngine(socket: EngineSocket, request: EngineRequest): Promise<string> {
  return acceptedAnswer(request, await socket.ask(request));
}

/** Text of an answer that says yes; throws `docker-failed` with what the engine said otherwise. */
export function acceptedAnswer({ method, path }: EngineRequest, { status, text }: EngineAnswer): string {
  if (status < 400) return text;
  const what = `${method} ${path.split('?')[0]}`;
  throw new Failure(
    'infrastructure',
    'docker-failed',
    `Expected the Docker engine to do ${what}, found: ${engineRefusal(text)}. Check the engine with "docker info".`,
    { facts: { request: what, status } },
  );
}

/** Why the engine refuses, in its own words. */
export function engineRefusal(text: string): string {
  try {
    return Value.Parse(Refusal, JSON.parse(text)).message;
  } catch {
    return text.trim().slice(0, 1500);
  }
}
