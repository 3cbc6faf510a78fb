import { Compile } from 'typebox/compile';
import { AcceptedAction } from './webhook-action.ts';

const accepted = Compile(AcceptedAction);

/** An action that was stored; undefined when another version of Saiten wrote one that is unknown here. */
export function readAction(stored: unknown): AcceptedAction | undefined {
  return accepted.Check(stored) ? stored : undefined;
}
