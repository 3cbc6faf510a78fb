import { ask, askAll } from './ask.ts';

/** A check that takes no points, because it wavers. */
export interface Quarantine {
  quarantineId: string;
  exercise: string;
  checkId: string;
  since: string;
  by: string;
  reason: string;
  lift?: { at: string; by: string; reason: string };
  version: number;
}

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
