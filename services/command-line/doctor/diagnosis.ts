/** What one check of the connection to GitHub found, and what to do about it. */
export interface Diagnosis {
  check: string;
  state: 'ok' | 'warning' | 'problem';
  found: string;
  /** The next step, where there is one to take. */
  fix?: string;
}

export function ok(check: string, found: string): Diagnosis {
  return { check, state: 'ok', found };
}

export function warning(check: string, found: string, fix: string): Diagnosis {
  return { check, state: 'warning', found, fix };
}

export function problem(check: string, found: string, fix: string): Diagnosis {
  return { check, state: 'problem', found, fix };
}
