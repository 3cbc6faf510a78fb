import type { BodyRoom } from '../http/body-room.ts';
import { readBodies } from '../http/read-bodies.ts';
import { isTooDeep } from '../http/too-deep.ts';
import { ApiProblem } from './api-problem.ts';
import type { TypedInstance } from './typed-instance.ts';

interface Within {
  room: BodyRoom;
  /** Bytes of one body. */
  limit: number;
}

/** No body that the API takes is deeper than five; the rest of the way input is walked through by recursion. */
const DEEPEST = 20;

/** Reads bodies of JSON, whose nesting is bounded too. */
export function readJson(app: TypedInstance, within: Within): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();

  readBodies(app, { ...within, types: ['application/json'] }, (request, body) => {
    const text = body.toString('utf8');
    if (isTooDeep(text, DEEPEST))
      throw new ApiProblem(400, 'too-deep', `The body nests deeper than ${DEEPEST} arrays and objects.`);
    return new Promise((resolve, reject) => {
      void parse(request, text, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
  });
}

/** Reads bodies of CSV as text. */
export function readCsv(app: TypedInstance, within: Within): void {
  readBodies(app, { ...within, types: ['text/csv'] }, (_request, body) => body.toString('utf8'));
}
