import { Failure } from '../../../domain/failure.ts';
import type { Engine } from '../engine/docker.ts';
import type { Profile } from './profile.ts';

const NAME = /^[a-z0-9]+$/;
const RANGE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/**
 * Says no to a profile that kind could not build or this engine could not carry, before anything is made. Throws a
 * Failure (`configuration`): `profile-invalid` for a definition that contradicts itself, `machine-too-small` for an
 * engine with too little memory or too few cores.
 */
export function checkProfile(profile: Profile, engine: Pick<Engine, 'cpus' | 'memoryBytes'>): void {
  const wrong = whatIsWrong(profile);
  if (wrong !== undefined)
    throw new Failure(
      'configuration',
      'profile-invalid',
      `Expected the cluster profile "${profile.name}" to describe a cluster that can be built, found: ${wrong}.`,
      { facts: { profile: profile.name } },
    );
  const hasMiB = Math.floor(engine.memoryBytes / 1024 / 1024);
  const { cpus, memoryMiB } = profile.needs;
  if (engine.cpus >= cpus && hasMiB >= memoryMiB) return;
  throw new Failure(
    'configuration',
    'machine-too-small',
    `Expected an engine with at least ${cpus} cores and ${memoryMiB} MiB of memory for the profile ` +
      `"${profile.name}", found ${engine.cpus} cores and ${hasMiB} MiB. Run a worker on a larger machine, or leave ` +
      'exercises with this profile out of the course.',
    { facts: { profile: profile.name, cpus: engine.cpus, memoryMiB: hasMiB } },
  );
}

function whatIsWrong({ name, nodes, members, limits }: Profile): string | undefined {
  if (!NAME.test(name)) return `the name "${name}" holds more than lower-case letters and digits`;
  if (nodes[0]?.role !== 'control-plane') return 'its first node is no control plane';
  const controlPlanes = nodes.filter(({ role }) => role === 'control-plane').length;
  if (controlPlanes % 2 === 0) return `${controlPlanes} control planes, where etcd needs an odd number`;
  if (limits.daemonsMiB + limits.evictionMiB >= limits.memoryMiB)
    return `its nodes may use ${limits.memoryMiB} MiB and keep all of it from pods`;
  if (members.length === 0) return 'it has no cluster';
  if (members.length > 1 && new Set(members.map(({ suffix }) => suffix)).size < members.length)
    return 'two of its clusters have the same suffix';

  const ranges = members.flatMap(({ networking = {} }) =>
    [networking['podSubnet'], networking['serviceSubnet']].filter((range) => range !== undefined),
  );

  return whatOverlaps(ranges);
}

/** Names the first range that is none, or that shares an address with another. */
function whatOverlaps(ranges: readonly unknown[]): string | undefined {
  const known: { text: string; first: number; last: number }[] = [];

  for (const text of ranges) {
    const parsed = typeof text === 'string' ? parseRange(text) : undefined;
    if (parsed === undefined) return `${JSON.stringify(text)} is no IPv4 range such as 10.244.0.0/16`;
    const other = known.find(({ first, last }) => parsed.first <= last && first <= parsed.last);
    if (other !== undefined) return `the ranges ${other.text} and ${parsed.text} overlap`;
    known.push(parsed);
  }

  return undefined;
}

function parseRange(text: string): { text: string; first: number; last: number } | undefined {
  const numbers = RANGE.exec(text)?.slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const bytes = numbers.slice(0, 4);
  const length = numbers[4] ?? 33;
  if (bytes.some((byte) => byte > 255) || length > 32) return undefined;
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const size = 2 ** (32 - length);
  const first = address - (address % size);
  return { text, first, last: first + size - 1 };
}
