/** The time of day for a finding. */
export function shownTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}
