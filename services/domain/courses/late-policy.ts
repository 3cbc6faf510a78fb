interface Lenient {
  /** Minutes after the deadline that cost nothing; 0 unless told. Past them the whole lateness counts. */
  graceMinutes?: number;
}

interface Deducting extends Lenient {
  /** Percent of the points that late work keeps however late it is; 0 unless told. */
  floorPercent?: number;
}

/** What late work loses. Always a share of the points it earned, never points it did not earn. */
export type LatePolicy =
  /** Nothing. */
  | { kind: 'none' }
  /** The same percentage for every day or hour that has begun. */
  | ({ kind: 'per-day' | 'per-hour'; percent: number } & Deducting)
  /** From everything at the deadline evenly down to nothing so many hours later, but never below the floor. */
  | ({ kind: 'linear'; hours: number } & Deducting)
  /** Work after the deadline does not count at all; what was there before stays. */
  | ({ kind: 'cut-off' } & Lenient);

const SECONDS = { 'per-day': 86_400, 'per-hour': 3600 } as const;

/** The share of the earned points, from 0 to 1, that stays after so many seconds; it never rises with them. */
export function shareLeft(policy: LatePolicy, lateSeconds: number): number {
  if (policy.kind === 'none' || lateSeconds <= (policy.graceMinutes ?? 0) * 60) return 1;

  switch (policy.kind) {
    case 'cut-off':
      return 0;
    case 'linear':
      return floored(1 - lateSeconds / (policy.hours * 3600), policy);
    case 'per-day':
    case 'per-hour':
      return floored(1 - (Math.ceil(lateSeconds / SECONDS[policy.kind]) * policy.percent) / 100, policy);
  }
}

function floored(share: number, { floorPercent = 0 }: Deducting): number {
  return Math.max(share, floorPercent / 100, 0);
}
