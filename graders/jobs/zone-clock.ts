/** What a clock on the wall of a time zone shows. */
export interface LocalTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 0 is Sunday. */
  weekday: number;
}

export interface ZoneClock {
  /** What the wall shows at an instant, in milliseconds since the epoch. */
  local(instant: number): LocalTime;
  /** The instant at which the wall shows that time. Days and months beyond the end run over into the next. */
  instant(year: number, month: number, day: number, hour: number, minute: number): number;
}

const DAY = 86_400_000;

/** Makes the clock of a time zone; undefined when there is no zone of that name. */
export function createZoneClock(timeZone: string): ZoneClock | undefined {
  const format = formatOf(timeZone);
  if (format === undefined) return undefined;
  const midnights = new Map<number, number>();

  const midnightOffset = (day: number): number => {
    const known = midnights.get(day) ?? offsetAt(format, day * DAY);
    midnights.set(day, known);
    return known;
  };

  // Clocks are changed on few days; on all others the answer of their midnights holds.
  const offset = (instant: number): number => {
    const day = Math.floor(instant / DAY);
    const before = midnightOffset(day);
    return before === midnightOffset(day + 1) ? before : offsetAt(format, instant);
  };

  return {
    local: (instant) => {
      const wall = new Date(instant + offset(instant));
      return {
        year: wall.getUTCFullYear(),
        month: wall.getUTCMonth() + 1,
        day: wall.getUTCDate(),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
        weekday: wall.getUTCDay(),
      };
    },
    // Where the wall shows a time twice or never, Go's choice: https://pkg.go.dev/time#Date
    instant: (year, month, day, hour, minute) => {
      const wall = Date.UTC(year, month - 1, day, hour, minute);
      const guess = offset(wall);
      return guess === 0 ? wall : wall - offset(wall - guess);
    },
  };
}

/** Milliseconds that the wall is ahead of UTC. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const date = Date.UTC(part('year'), part('month') - 1, part('day'));
  const sinceMidnight = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1_000;
  return date + sinceMidnight - Math.floor(instant / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}
