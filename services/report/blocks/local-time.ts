/** `2026-11-20 10:00`: Swedish writes times the way ISO 8601 does. */
export function localTime(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(time);
}
