import type { Item } from './answer.ts';
import { ask, askList } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

/** A check that takes no points, because it wavers. */
export type Quarantine = Item<'/courses/{course}/quarantines'>;

const LIFT = '/courses/{course}/quarantines/{quarantine}/lift';

export const listQuarantines = (course: string, exercise: string, signal?: AbortSignal) =>
  askList('/courses/{course}/quarantines', {
    path: { course },
    query: { exercise },
    signal,
  });

export const liftQuarantine = (
  course: string,
  { quarantineId: quarantine, version }: Quarantine,
  body: Body<'POST', typeof LIFT>,
  keys: RequestKeys,
) =>
  ask('POST', LIFT, {
    path: { course, quarantine },
    body,
    version,
    keys,
  });
