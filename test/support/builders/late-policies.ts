import fc from 'fast-check';
import type { LatePolicy } from '../../../services/domain/courses/late-policy.ts';

const percent = fc.integer({ min: 0, max: 100 });
const lenient = { graceMinutes: fc.integer({ min: 0, max: 120 }) };
const deducting = { ...lenient, floorPercent: percent };

/** Every kind of late policy. */
export const latePolicies: fc.Arbitrary<LatePolicy> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constantFrom('per-day' as const, 'per-hour' as const), percent, ...deducting }),
  fc.record({ kind: fc.constant('linear' as const), hours: fc.integer({ min: 1, max: 500 }), ...deducting }),
  fc.record({ kind: fc.constant('cut-off' as const), ...lenient }),
);
