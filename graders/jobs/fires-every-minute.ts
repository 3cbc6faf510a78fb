import { type CronSchedule, nextFireTimes } from './next-fire-times.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS_OF_A_YEAR = 366;

/** Whether a CronJob fires every minute, at every hour of every day of the coming year. */
export function firesEveryMinute(schedule: CronSchedule, from: Date): boolean {
  const oneDay = nextFireTimes(schedule, from, DAY / MINUTE);
  const gaps = oneDay.slice(1).map((time, i) => time.getTime() - (oneDay[i]?.getTime() ?? 0));
  if (gaps.length === 0 || gaps.some((gap) => gap !== MINUTE)) return false;
  // Minutes and hours hold for all days; what is left are the days themselves.
  return Array.from({ length: DAYS_OF_A_YEAR }, (_, day) => from.getTime() + day * DAY).every((start) => {
    const [next] = nextFireTimes(schedule, new Date(start), 1);
    return next !== undefined && next.getTime() - start <= MINUTE;
  });
}
