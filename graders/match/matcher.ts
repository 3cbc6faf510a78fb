/** One place where a value is not what was asserted. */
export interface Difference {
  /** From the object's root, e.g. `['spec', 'replicas']`; leads to the line in the manifest. */
  path: readonly (string | number)[];
  expected: string;
  found: string;
}

/** Judges one value; returns all differences, none for a match. */
export interface Matcher {
  readonly matches: (value: unknown, path: readonly (string | number)[]) => Difference[];
}

/** What may be asserted: a matcher, a plain value, or a nest of both. Fields that are not named are not looked at. */
export type Expected =
  Matcher | string | number | boolean | null | readonly Expected[] | { readonly [field: string]: Expected };
