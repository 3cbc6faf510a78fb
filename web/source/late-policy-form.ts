import type { LatePolicy } from './api/assignments.ts';

/** How a control asks for each number of a late policy. What is left out starts at `initial`. */
export const POLICY_NUMBERS = {
  percent: { kinds: ['per-day', 'per-hour'], initial: 10, min: 0, max: 100, step: 'any' },
  hours: { kinds: ['linear'], initial: 48, min: 0.01, max: 8760, step: 'any' },
  floorPercent: { kinds: ['per-day', 'per-hour', 'linear'], initial: 0, min: 0, max: 100, step: 'any' },
  graceMinutes: {
    kinds: ['per-day', 'per-hour', 'linear', 'cut-off'],
    initial: 0,
    min: 0,
    max: 10_080,
    step: '1',
  },
} as const;
export type PolicyNumber = keyof typeof POLICY_NUMBERS;

/** The number that a field of a late policy starts at, whatever the kind of the policy. */
export function numberOf(policy: LatePolicy | undefined, name: PolicyNumber): number {
  const numbers: { kind?: string } & Partial<Record<PolicyNumber, number>> = policy ?? {};
  return numbers[name] ?? POLICY_NUMBERS[name].initial;
}

/**
 * What a form with the fields `late` and those of `POLICY_NUMBERS` says; undefined for "as the course".
 *
 * @param start what the form started at; it has the numbers whose fields are not there yet
 */
export function readLatePolicy(form: FormData, start: LatePolicy | undefined): LatePolicy | undefined {
  const number = (name: PolicyNumber) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? Number(value) : numberOf(start, name);
  };

  const kind = form.get('late');

  switch (kind) {
    case 'none':
      return { kind };
    case 'per-day':
    case 'per-hour':
      return { kind, percent: number('percent'), ...deducting() };
    case 'linear':
      return { kind, hours: number('hours'), ...deducting() };
    case 'cut-off':
      return { kind, graceMinutes: number('graceMinutes') };
    default:
      return undefined;
  }

  function deducting() {
    return { floorPercent: number('floorPercent'), graceMinutes: number('graceMinutes') };
  }
}
