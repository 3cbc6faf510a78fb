import type { Item } from './answer.ts';
import { ask, askAll } from './ask.ts';

/** A check that takes no points, because it wavers. */
export type Quarantine = Item<'/courses/{course}/quarantines'>;

export const listQuarantines = (course: string, exercise: string, signal?: AbortSignal) =>
  askAll<Quarantine>('/courses/{course}/quarantines', {
    path: { course },
    query: { exercise },
    paged: false,
    signal,
  });
export const liftQuarantine = (
  course: string,
  { quarantineId: quarantine, version }: Quarantine,
  body: { reason: string; sparesEarlier: boolean },
) =>
  ask<Quarantine>('POST', '/courses/{course}/quarantines/{quarantine}/lift', {
    path: { course, quarantine },
    body,
    version,
  });
