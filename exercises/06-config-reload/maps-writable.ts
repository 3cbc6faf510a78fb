import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { Mismatch } from '../../graders/core/mismatch.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import { usersOf } from './users-of.ts';
import { A, type State } from './state.ts';

/**
 * Says that every ConfigMap in use can be written to, and points at one that need not: best at one that v2 leaves as it is,
 * never at that of app-a, which has to change in place.
 */
export function mapsWritable(
  context: Pick<GraderContext, 'mismatch'>,
  { v1, v2 }: Pick<State, 'v1' | 'v2'>,
  names: readonly string[],
): Mismatch {
  const maps = v1.filter(({ value }) => value.kind === 'ConfigMap' && names.includes(value.metadata.name));
  const candidates = maps.filter((map) => isKept(map, v2) || !usersOf(map, v1).has(A));
  const [best] = candidates.toSorted((one, other) => Number(isKept(other, v2)) - Number(isKept(one, v2)));
  const position = best?.positionOf([]);
  return context.mismatch(
    'maps-writable',
    { names: (best ? [best.value.metadata.name] : names).join(', ') },
    { position },
  );
}

function isKept({ value }: SubmittedObject, v2: readonly SubmittedObject[]): boolean {
  const after = v2.find(
    (object) => object.value.kind === value.kind && object.value.metadata.name === value.metadata.name,
  );

  return after === undefined || JSON.stringify(after.value['data']) === JSON.stringify(value['data']);
}
