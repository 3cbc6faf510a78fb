import { Blocked } from './blocked.ts';

/** What an earlier check left behind. Throws `Blocked` by that check when it left nothing. */
export function given<Value>(value: Value | undefined, by: string): Value {
  if (value === undefined) throw new Blocked(by);
  return value;
}
