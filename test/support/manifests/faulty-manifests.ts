import { soundManifests } from './sound-manifests.ts';

type Step = string | number;

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
 * Sound manifests with one to four random faults each: a value in place of another, a doubled item of a list, a field
 * that is not there, one that nobody knows. Some happen to be right nevertheless.
 * @param random A number in [0, 1).
 */
export function faultyManifests(random: () => number, count: number): FaultyManifest[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, (_, index) => {
    const sound = soundManifests();
    // Through JSON, so that nothing is shared between two places.
    const manifest = JSON.parse(JSON.stringify(sound[index % sound.length])) as Record<string, unknown>;
    const faults = Array.from({ length: 1 + Math.floor(random() * 4) }, () => spoil(manifest, pick));
    return { manifest, faults };
  });
}

function spoil(manifest: Record<string, unknown>, pick: <Item>(items: readonly Item[]) => Item): string {
  const path = pick(pathsOf(manifest).filter((one) => !isIdentity(one)));
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => (value as never)[step], manifest);
  const target = holder as Record<Step, unknown>;
  const step = path.at(-1) ?? '';
  const where = path.join('.');
  switch (pick(['replace', 'replace', 'replace', 'double', 'remove', 'unknown', 'bare'])) {
    case 'double':
      if (Array.isArray(holder)) {
        holder.push(structuredClone(holder[Number(step)]));
        return `${where} doubled`;
      }
      break;
    case 'remove':
      if (!Array.isArray(holder)) {
        delete target[step];
        return `${where} removed`;
      }
      break;
    case 'unknown':
      if (!Array.isArray(holder)) {
        target['unheardOf'] = 'x';
        return `${where} has an unknown neighbour`;
      }
      break;
    case 'bare':
      if (!Array.isArray(holder) && typeof target[step] === 'object') {
        target[step] = pick([null, 'x', 7]);
        return `${where} is bare`;
      }
      break;
  }
  const wrong: unknown = pick(WRONG);
  target[step] = structuredClone(wrong);
  return `${where} = ${JSON.stringify(wrong).slice(0, 60)}`;
}

/** Without these it would be no object, which reading finds out before. */
function isIdentity(path: readonly Step[]): boolean {
  return ['apiVersion', 'kind', 'metadata', 'metadata.name'].includes(path.join('.'));
}

function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  const steps: Step[] = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [
    ...(path.length === 0 ? [] : [path]),
    ...steps.flatMap((step) => pathsOf((value as Record<Step, unknown>)[step], [...path, step])),
  ];
}
