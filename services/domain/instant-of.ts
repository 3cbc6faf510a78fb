const DAY_MS = 86_400_000;

/** Of a wall-clock time that occurs twice, which one is meant; of one that is skipped, the time an hour before or after. */
export type Ambiguity = 'earlier' | 'later';

/**
 * The instant at which clocks in a time zone show a local time, such as `2026-03-29T02:30` in `Europe/Berlin`. When
 * clocks go back it may occur twice, when they go forward never: `prefer` decides (the meaning of Temporal's
 * `disambiguation`, https://tc39.es/proposal-temporal/docs/timezone.html).
 *
 * @param local ISO 8601 without an offset, to the minute or the second.
 * @returns undefined when `local` is no time or `timeZone` no IANA name.
 */
export function instantOf(local: string, timeZone: string, prefer: Ambiguity): Date | undefined {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  const offsetAt = offsets(timeZone);
  // Of 31 February the platform makes 3 March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local) || offsetAt === undefined)
    return undefined;
  const before = offsetAt(wall - DAY_MS);
  const after = offsetAt(wall + DAY_MS);
  const shown = [wall - before, wall - after].filter((instant) => instant + offsetAt(instant) === wall);
  const found = shown.length > 0 ? shown : [wall - before, wall - after];
  return new Date(prefer === 'earlier' ? Math.min(...found) : Math.max(...found));
}

/** Gives the milliseconds by which clocks in a zone are ahead of UTC at an instant. */
function offsets(timeZone: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;

  try {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
  } catch {
    return undefined;
  }

  return (instant) => {
    const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const [year, month, day] = [part.get('year'), part.get('month'), part.get('day')];
    const time = `${part.get('hour')}:${part.get('minute')}:${part.get('second')}`;
    const whole = Math.floor(instant / 1000) * 1000;
    return Date.parse(`${year?.padStart(4, '0')}-${month}-${day}T${time}Z`) - whole;
  };
}
