import type { BudgetWindow } from './request-budget.ts';
import type { Urgency } from './urgency.ts';

/**
 * GitHub asks for one write a second and no more than 80 creates a minute and 500 an hour; where these are counted
 * it does not say: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const WRITES = { milliseconds: 10_000, most: 10 };
const CREATES_PER_MINUTE = 80;
const CREATES_PER_HOUR = 500;

/** The part of each window that is there for an urgency; the rest is kept free for what is more urgent. */
const SHARES: Readonly<Record<Urgency, number>> = { verdict: 1, answer: 0.9, progress: 0.5 };

/**
 * The limits of a write. One write a second in the mean, but ten at once after a pause: a first verdict leaves
 * without waiting. `createsPerHour` is for an Enterprise Server with limits of its own.
 */
export function writeWindows(urgency: Urgency, createsPerHour = CREATES_PER_HOUR): BudgetWindow[] {
  const share = (most: number) => Math.max(1, Math.floor(most * SHARES[urgency]));
  const perMinute = Math.ceil((CREATES_PER_MINUTE * createsPerHour) / CREATES_PER_HOUR);
  return [
    { ...WRITES, most: share(WRITES.most), of: 'writes' },
    { milliseconds: 60_000, most: share(perMinute), of: 'creates' },
    { milliseconds: 3_600_000, most: share(createsPerHour), of: 'creates' },
  ];
}
