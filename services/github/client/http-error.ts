import Type from 'typebox';
import Value from 'typebox/value';

const HttpErrorShape = Type.Object({
  status: Type.Integer(),
  message: Type.String(),
  request: Type.Object({ method: Type.String(), url: Type.String() }),
  response: Type.Optional(
    Type.Object({
      headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Undefined()])),
    }),
  ),
});

/** What Octokit throws for an answer of 400 and above, and, with status 500 and no response, for a broken connection. */
export type HttpError = Type.Static<typeof HttpErrorShape>;

/** The error as an HTTP error, or `undefined` for any other error. */
export function readHttpError(error: unknown): HttpError | undefined {
  return Value.Check(HttpErrorShape, error) ? error : undefined;
}
