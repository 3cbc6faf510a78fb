/** Classes of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html): data, constraints, limits. */
const CONTENT = /^(?:22|23|54)/;

/** Somebody else was first: what another try finds may be different. */
const RACES = new Set(['23505', '23P01']);

/**
 * Whether an error of the driver says that PostgreSQL does not take what it was given, whoever gives it however often: text
 * or numbers that a type cannot hold, a constraint, a value too large for a row or an index.
 */
export function refusesContent(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const { code } = error;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && CONTENT.test(code) && !RACES.has(code);
}
