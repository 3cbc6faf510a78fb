import { laterManifests } from './later-manifests.ts';
import { soundManifests } from './sound-manifests.ts';
import { targetedFault } from './targeted-fault.ts';
import type { Pick, Place, Step } from './place.ts';

/** What stands where something else belongs: bare values, wrong types, numbers out of range, quantities, texts. */
const WRONG: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  80,
  8080,
  1e20,
  2_147_483_648,
  '',
  ' ',
  '1GB',
  '１２',
  'two words',
  'ほげ',
  'a'.repeat(300),
  'gree\u0000ting',
  '\ud83d',
  [],
  {},
  [null],
  [80],
  ['text'],
  [[]],
  [{}],
  [{}, {}],
  [{ name: 'a' }, { name: 'a' }],
  { a: null },
  { a: 1 },
  { a: { b: [] } },
];

export interface FaultyManifest {
  manifest: Record<string, unknown>;
  /** What was done to a sound one, for the reader of a failing test. */
  faults: string[];
}

/**
 * Sound manifests of all kinds with one to five random faults each: half of them such as people make in such a field, the
 * others any value in place of another, a doubled item of a list, a field that is not there, one that nobody knows. Some
 * happen to be right nevertheless.
 * @param random A number in [0, 1).
 */
export function faultyManifests(random: () => number, count: number): FaultyManifest[] {
  const pick: Pick = (items) => items[Math.floor(random() * items.length)] as never;
  return Array.from({ length: count }, (_, index) => {
    const sound = [...soundManifests(), ...laterManifests()];
    // Through JSON, so that nothing is shared between two places.
    const manifest = JSON.parse(JSON.stringify(sound[index % sound.length])) as Record<string, unknown>;
    const faults = Array.from({ length: pick([1, 1, 2, 3, 4, 5]) }, () => spoil(manifest, pick));
    return { manifest, faults };
  });
}

function spoil(manifest: Record<string, unknown>, pick: Pick): string {
  const places = placesOf(manifest).filter(({ path }) => !isIdentity(path));
  if (places.length === 0) return 'nothing left to spoil';
  const targeted = pick([true, false]) ? targetedFault(places, pick) : undefined;
  return targeted ?? anyFault(pick(places), pick);
}

function anyFault({ path, holder, step, value }: Place, pick: Pick): string {
  const where = path.join('.');

  switch (pick(['replace', 'replace', 'replace', 'double', 'remove', 'unknown', 'bare'])) {
    case 'double':
      if (Array.isArray(holder)) {
        holder.push(structuredClone(value));
        return `${where} doubled`;
      }

      break;
    case 'remove':
      if (!Array.isArray(holder)) {
        delete holder[step];
        return `${where} removed`;
      }

      break;
    case 'unknown':
      if (!Array.isArray(holder)) {
        holder['unheardOf'] = 'x';
        return `${where} has an unknown neighbour`;
      }

      break;
    case 'bare':
      if (!Array.isArray(holder) && typeof value === 'object') {
        holder[step] = pick([null, 'x', 7]);
        return `${where} is bare`;
      }

      break;
  }

  const wrong: unknown = pick(WRONG);
  (holder as Record<Step, unknown>)[step] = structuredClone(wrong);
  return `${where} = ${JSON.stringify(wrong).slice(0, 60)}`;
}

/** Without these it would be no object, which reading finds out before. */
function isIdentity(path: readonly Step[]): boolean {
  return ['apiVersion', 'kind', 'metadata', 'metadata.name'].includes(path.join('.'));
}

function placesOf(value: unknown, path: readonly Step[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Place['holder'];
  const steps: Step[] = Array.isArray(holder) ? holder.map((_, index) => index) : Object.keys(holder);
  return steps.flatMap((step) => {
    const inner = (holder as Record<Step, unknown>)[step];
    const at = [...path, step];
    return [{ path: at, holder, step, value: inner }, ...placesOf(inner, at)];
  });
}
