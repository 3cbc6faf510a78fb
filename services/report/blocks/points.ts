/** A number of points without needless decimals: `12.5`, `20`. */
export function points(value: number): string {
  return String(Number(value.toFixed(2)));
}
