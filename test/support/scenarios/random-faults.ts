import type { RequestFault } from '../../github-server/rules/fault.ts';

const READS = [
  'pulls/get',
  'pulls/list-files',
  'git/get-ref',
  'git/get-tree',
  'git/get-blob',
  'repos/compare-commits-with-basehead',
] as const;

const WRITES = [
  'checks/create',
  'checks/update',
  'issues/create-comment',
  'issues/update-comment',
  'reactions/create-for-issue-comment',
] as const;

type Kind = RequestFault extends infer Fault
  ? Fault extends RequestFault
    ? Omit<Fault, 'operation'>
    : never
  : never;

const REFUSALS: readonly Kind[] = [
  { kind: 'suspended' },
  { kind: 'refused', status: 429 },
  { kind: 'refused', status: 500 },
  { kind: 'bad-gateway-before' },
  { kind: 'bad-gateway-after' },
  { kind: 'reset' },
  { kind: 'delay', milliseconds: 400 },
];

/**
 * A mix of stale, slow and refused answers. No read is stale so often that it would be believed: that is the reconciler's,
 * which is not there.
 */
export function randomFaults(random: () => number): RequestFault[] {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const chosen = from[Math.floor(random() * from.length)];
    if (chosen === undefined) throw new Error('there is nothing to pick from');
    return chosen;
  };

  const often = () => ({ times: 1 + Math.floor(random() * 2), after: Math.floor(random() * 3) });

  const refused = Array.from({ length: 2 + Math.floor(random() * 4) }, () => ({
    ...{ operation: pick<string>(random() < 0.6 ? READS : WRITES), ...pick(REFUSALS) },
    ...often(),
  }));

  const stale = Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({
    ...{ operation: pick<string>(READS), kind: 'stale' as const },
    ...often(),
  }));

  return [...refused, ...stale];
}
