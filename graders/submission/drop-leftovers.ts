import { leftovers } from './leftovers.ts';

type Path = readonly (string | number)[];

/** An object without the fields that `kubectl` leaves in what it prints; the given one stays as it is. */
export function dropLeftovers(value: unknown): unknown {
  return leftovers(value).reduce(without, value);
}

function without(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (typeof value !== 'object' || value === null || step === undefined) return value;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === step ? without(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (key !== step) return [[key, inner]];
      return rest.length === 0 ? [] : [[key, without(inner, rest)]];
    }),
  );
}
