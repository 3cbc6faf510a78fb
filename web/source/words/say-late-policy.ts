import type { LatePolicy } from '../api/assignments.ts';
import type { Words } from './words.ts';

/** A late policy as a learner reads it: what late work loses, what stays of it, and what costs nothing. */
export function sayLatePolicy({ say, number, language }: Words, policy: LatePolicy): string {
  const { percent, hours, floorPercent, graceMinutes } = { ...NO_NUMBERS, ...policy };
  return [
    say(`late.says.${policy.kind}`, { percent: number(percent), hours: number(hours) }),
    ...(floorPercent > 0 ? [say('late.says.floor', { percent: number(floorPercent) })] : []),
    ...(graceMinutes > 0 ? [say('late.says.grace', { minutes: number(graceMinutes) })] : []),
  ].join(language === 'ja' ? '' : ' ');
}

const NO_NUMBERS = { percent: 0, hours: 0, floorPercent: 0, graceMinutes: 0 };
