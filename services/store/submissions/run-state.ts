import type { Fault } from '../../domain/failure.ts';

/** `failed` ended without a verdict (a retry may follow); `lost` was overtaken by a newer run. */
export const RUN_STATES = ['running', 'finished', 'failed', 'lost'] as const;

export type RunState = (typeof RUN_STATES)[number];

/** Why a run ended without a verdict; for staff. */
export interface RunFailure {
  fault: Fault;
  code: string;
  message: string;
}
