import { ApiException } from '@kubernetes/client-node';
import Type from 'typebox';
import Value from 'typebox/value';

/** The parts of a `Status` object that say why the API server refused a request. */
export const ApiAnswer = Type.Object({
  message: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  code: Type.Optional(Type.Number()),
  details: Type.Optional(
    Type.Object({
      causes: Type.Optional(
        Type.Array(
          Type.Object({
            reason: Type.Optional(Type.String()),
            message: Type.Optional(Type.String()),
            field: Type.Optional(Type.String()),
          }),
        ),
      ),
    }),
  ),
});
export type ApiAnswer = Type.Static<typeof ApiAnswer>;

/** What the API server said with an error, with the status of the answer, or undefined when the error is no such answer. */
export function apiAnswer(error: unknown): ApiAnswer | undefined {
  if (!(error instanceof ApiException)) return undefined;
  const body: unknown = error.body;
  const status = typeof body === 'string' ? parsed(body) : body;
  return Value.Check(ApiAnswer, status) ? { ...status, code: error.code } : { code: error.code };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}
