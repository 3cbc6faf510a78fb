import { Cron } from 'croner';

/** The part of a CronJob's spec that says when it fires. */
export interface CronSchedule {
  schedule: string;
  /** Name of a time zone; UTC unless told, as in the controller manager of a kind cluster. */
  timeZone?: string | undefined;
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * The next times at which a CronJob fires after `from`, as the CronJob controller computes them: five fields, `?` for
 * `*`, the macros and `@every`. Returns nothing for a schedule that this reading does not know; the API
 * server has then let through more than we can tell.
 * https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function nextFireTimes(
  { schedule, timeZone = 'Etc/UTC' }: CronSchedule,
  from: Date,
  count: number,
): Date[] {
  const text = schedule.trim();
  const every = /^@every ((?:\d+[hms])+)$/.exec(text)?.[1];
  if (every !== undefined) return everyFrom(from, every, count);
  const fields = (MACROS[text] ?? text).replaceAll('?', '*');
  if (fields.split(/\s+/).length !== 5) return [];
  try {
    return new Cron(fields, { timezone: timeZone, paused: true }).nextRuns(count, from);
  } catch {
    return [];
  }
}

function everyFrom(from: Date, duration: string, count: number): Date[] {
  const parts = [...duration.matchAll(/(\d+)([hms])/g)];
  const step = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0);
  const start = Math.floor(from.getTime() / 1000) * 1000;
  return step === 0 ? [] : Array.from({ length: count }, (_, i) => new Date(start + step * (i + 1)));
}
