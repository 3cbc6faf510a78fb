import type { Selectable } from 'kysely';
import type { Assignment, Extension } from '../../domain/courses/assignment.ts';
import type { Tables } from '../database/tables.ts';

export function toAssignment(row: Selectable<Tables['assignments']>): Assignment {
  return {
    ...(row.opens_at === null ? {} : { opensAt: row.opens_at }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.closes_at === null ? {} : { closesAt: row.closes_at }),
    ...(row.late_policy === null ? {} : { latePolicy: row.late_policy }),
    ...(row.attempt_limit === null ? {} : { attemptLimit: row.attempt_limit }),
  };
}

export function toExtension(row: Selectable<Tables['extensions']>): Extension {
  return {
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.closes_at === null ? {} : { closesAt: row.closes_at }),
    extraAttempts: row.extra_attempts,
  };
}
