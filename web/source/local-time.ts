/**
 * The moment that a clock in a time zone shows as `2026-04-01T18:00`, as ISO 8601 in UTC. Where a change to or from
 * summer time leaves a gap or shows an hour twice, the result is one of the moments beside it.
 */
export function fromLocal(local: string, timeZone: string): string {
  const guess = new Date(`${local.slice(0, 16)}:00Z`).getTime();
  const first = guess - offsetAt(guess, timeZone);
  return new Date(guess - offsetAt(first, timeZone)).toISOString();
}

/** What a clock in the time zone shows at a moment, as `<input type="datetime-local">` wants it. */
export function toLocal(iso: string | null | undefined, timeZone: string): string {
  if (!iso) return '';
  const at = new Date(iso).getTime();
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);

  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value);

  const shown = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour'),
    get('minute'),
    get('second'),
  );

  return shown - Math.floor(at / 1000) * 1000;
}
