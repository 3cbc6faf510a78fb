import { parseSchedule, type Schedule } from './parse-schedule.ts';
import { createZoneClock, type LocalTime, type ZoneClock } from './zone-clock.ts';

/** The part of a CronJob's spec that says when it fires. */
export interface CronSchedule {
  schedule: string;
  /** Name of a time zone; UTC unless told, as in the controller manager of a kind cluster. */
  timeZone?: string | undefined;
}

type Fields = Exclude<Schedule, { every: number }>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A schedule that does not fire in so many years never does. */
const YEARS = 5;
/** Ten times what five years need. Where clocks leave a whole day out, the library never comes past it. */
const MOST_STEPS = 20_000;

/**
 * The next times at which a CronJob fires after `from`, as the CronJob controller computes them, at most `count`; fewer
 * when the schedule never fires, none when it cannot be read.
 */
export function nextFireTimes(
  { schedule, timeZone = 'Etc/UTC' }: CronSchedule,
  from: Date,
  count: number,
): Date[] {
  const parsed = parseSchedule(schedule);
  const clock = createZoneClock(timeZone);
  if (parsed === undefined || clock === undefined || neverFits(parsed)) return [];
  const times: Date[] = [];
  let time: number | undefined = from.getTime();

  while (times.length < count) {
    time = 'every' in parsed ? floor(time, SECOND) + parsed.every : nextTime(parsed, clock, time);
    if (time === undefined) break;
    times.push(new Date(time));
  }

  return times;
}

/** Commas alone fit no time. Of the two day fields one is enough. */
function neverFits(schedule: Schedule): boolean {
  if ('every' in schedule) return false;
  return [schedule.minute, schedule.hour, schedule.month].some(({ values }) => values.size === 0);
}

/**
 * The first instant after `from` that fits all fields; undefined when there is none for years. Takes the steps of the
 * library that Kubernetes uses, because they decide what happens where clocks are changed.
 * https://github.com/robfig/cron/blob/v3.0.1/spec.go
 */
function nextTime(fields: Fields, clock: ZoneClock, from: number): number | undefined {
  let time = floor(from, SECOND) + SECOND;
  let now = clock.local(time);
  // Once one field has moved on, the smaller ones stand at their beginning.
  let moved = false;
  let steps = 0;
  const lastYear = now.year + YEARS;

  const go = (to: number): void => {
    moved = true;
    time = to;
    now = clock.local(time);
  };

  /** The first step sets the smaller fields back, which may lead elsewhere where clocks skip a midnight. */
  const setBack = (day: number, hour: number): void => {
    if (!moved) go(clock.instant(now.year, now.month, day, hour, 0));
  };

  const nextMonth = () => {
    setBack(1, 0);
    go(clock.instant(now.year, now.month + 1, now.day, now.hour, now.minute));
  };

  const nextDay = () => {
    setBack(now.day, 0);
    go(clock.instant(now.year, now.month, now.day + 1, now.hour, now.minute));
    // Where midnight is skipped or comes twice.
    if (now.hour !== 0) go(time + (now.hour > 12 ? 24 - now.hour : -now.hour) * HOUR);
  };

  const nextHour = () => {
    setBack(now.day, now.hour);
    go(time + HOUR);
  };

  const nextMinute = () => go(floor(time, MINUTE) + MINUTE);

  /** Whether the field came to fit before the next larger one began anew. */
  const settles = (fits: () => boolean, step: () => void, beganAnew: () => boolean): boolean => {
    while (!fits()) {
      step();
      steps++;
      if (steps > MOST_STEPS || beganAnew()) return false;
    }

    return true;
  };

  while (now.year <= lastYear && steps <= MOST_STEPS) {
    const settled =
      settles(
        () => fields.month.values.has(now.month),
        nextMonth,
        () => now.month === 1,
      ) &&
      settles(
        () => fitsDay(fields, now),
        nextDay,
        () => now.day === 1,
      ) &&
      settles(
        () => fields.hour.values.has(now.hour),
        nextHour,
        () => now.hour === 0,
      ) &&
      settles(
        () => fields.minute.values.has(now.minute),
        nextMinute,
        () => now.minute === 0,
      );

    if (settled && now.second === 0) return time;
    if (settled) nextMinute();
  }

  return undefined;
}

/** Both day fields must fit where one says "any"; else one of them is enough. */
function fitsDay({ dayOfMonth, dayOfWeek }: Fields, { day, weekday }: LocalTime): boolean {
  const inMonth = dayOfMonth.values.has(day);
  const inWeek = dayOfWeek.values.has(weekday);
  return dayOfMonth.any || dayOfWeek.any ? inMonth && inWeek : inMonth || inWeek;
}

function floor(time: number, unit: number): number {
  return Math.floor(time / unit) * unit;
}
