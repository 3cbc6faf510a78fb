import type { Pick, Place } from './place.ts';

/** What people write wrongly in a field of some sort. */
interface Fault {
  sort: string;
  fits: (place: Place) => boolean;
  wrong: readonly unknown[];
}

const TEXT_MAPS = [
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'data',
  'stringData',
  'parameters',
  'selector',
];

const AMOUNTS = ['requests', 'limits', 'hard', 'capacity', 'min', 'max', 'default', 'defaultRequest'];

const CHOICES =
  /(?:Policy|[tT]ype|Mode|protocol|operator|effect|medium|scope|Deletion|whenDeleted|whenScaled|whenUnsatisfiable|sideEffects|volumeMode|restartPolicy|concurrencyPolicy)$/;

const parentOf = ({ path }: Place) => String(path.at(-2));
const nameOf = ({ path }: Place) => String(path.at(-1));
const isText = ({ value }: Place) => typeof value === 'string';
const isItem = ({ holder }: Place) => Array.isArray(holder);
const longText = (length: number) => 'a'.repeat(length);

const FAULTS: readonly Fault[] = [
  {
    sort: 'a bare value in a map of texts',
    fits: (place) => TEXT_MAPS.includes(parentOf(place)) && isText(place),
    wrong: [8080, true, false, 1.5, null, 0o644, [], { a: 'b' }, ['a']],
  },
  {
    sort: 'an amount that is none',
    fits: (place) =>
      AMOUNTS.includes(parentOf(place)) || ['sizeLimit', 'averageValue', 'divisor'].includes(nameOf(place)),
    wrong: [
      '1GB',
      '100 Mi',
      '1,5',
      '-1',
      1.5,
      '１Gi',
      '',
      null,
      true,
      '1gi',
      '500mm',
      '1Mi/s',
      'lots',
      -1,
      1e20,
      '1e400',
      [],
      {},
    ],
  },
  {
    sort: 'a number that does not fit',
    fits: ({ value }) => typeof value === 'number',
    wrong: [
      1.5,
      -1,
      0,
      2 ** 31,
      2 ** 53,
      1e20,
      70_000,
      '3',
      'three',
      '３',
      '',
      true,
      null,
      [1],
      { a: 1 },
      '1.5',
      '50%',
      -2_147_483_649,
    ],
  },
  {
    sort: 'a bare word that is none',
    fits: ({ value }) => typeof value === 'boolean',
    wrong: ['true', 'yes', 1, null, 'True', [], {}, ''],
  },
  {
    sort: 'a choice that does not exist',
    fits: (place) => CHOICES.test(nameOf(place)) && isText(place),
    wrong: [
      'always',
      'ALWAYS',
      'Sometimes',
      'tcp',
      '',
      ' ',
      'IfNotPresent ',
      'Ａｌｗａｙｓ',
      1,
      null,
      true,
      longText(300),
    ],
  },
  {
    sort: 'a name that is none',
    fits: (place) =>
      /^(?:name|key|host|topologyKey|\w+Name|path|mountPath|group|plural|singular)$/.test(nameOf(place)) &&
      isText(place),
    wrong: [
      '',
      'Web',
      'web_1',
      'we b',
      '-web',
      'web-',
      longText(64),
      longText(254),
      'ウェブ',
      'web.',
      'a/b/c',
      '..',
      1,
      null,
      'web\u200b',
      '*',
    ],
  },
  {
    sort: 'an empty or bare entry of a list',
    fits: isItem,
    wrong: [null, 'text', 80, true, {}, [], ''],
  },
  {
    sort: 'base64 that is none',
    fits: (place) => ['data', 'binaryData'].includes(parentOf(place)),
    wrong: ['correct horse', 'c2VjcmV0=', 'c2Vj cmV0', 'パスワード', 'c2VjcmV', 'a', '====', ' c2VjcmV0'],
  },
  {
    sort: 'a schedule or zone that is none',
    fits: (place) => ['schedule', 'timeZone'].includes(nameOf(place)),
    wrong: [
      '* * * *',
      '60 * * * *',
      'TZ=Asia/Tokyo 0 3 * * *',
      'TZ=0',
      'CRON_TZ=',
      '@every',
      '@reboot',
      'every night',
      '',
      'Asia/Tokio',
      'JST',
      'Local',
      '０ ３ * * *',
      5,
    ],
  },
  {
    sort: 'a path, port or reference that is none',
    fits: (place) =>
      /^(?:port|targetPort|containerPort|number|fieldPath|jsonPath|expression|rule|pattern|ip|policyName|kind|apiGroup|image)$/.test(
        nameOf(place),
      ),
    wrong: [
      '',
      'http-port-that-is-far-too-long',
      '80',
      0,
      65_536,
      -1,
      'metadata.nothing',
      '.spec[',
      'a ==',
      '(',
      '999.1.1.1',
      null,
      'Nobody',
      ' busybox',
      'a:b:c',
    ],
  },
];

/** Makes one fault of a sort that some place fits, and says which; undefined where none does. */
export function targetedFault(places: readonly Place[], pick: Pick): string | undefined {
  const sort = pick([
    ...FAULTS.map((fault) => fault.sort),
    'a misspelt field',
    'a list in place of one',
    'one in place of a list',
    'an item twice',
  ]);

  switch (sort) {
    case 'a misspelt field':
      return misspell(places, pick);
    case 'a list in place of one':
    case 'one in place of a list':
      return exchange(places, pick, sort);
    case 'an item twice':
      return double(places, pick);
  }

  const fault = FAULTS.find((one) => one.sort === sort);
  const fitting = places.filter((place) => fault?.fits(place));
  if (fault === undefined || fitting.length === 0) return undefined;
  const place = pick(fitting);
  const wrong = pick(fault.wrong);
  put(place, structuredClone(wrong));
  return `${place.path.join('.')}: ${sort}, ${JSON.stringify(wrong).slice(0, 60)}`;
}

/** Another spelling of a field, as a slip of the hand makes it. */
function misspell(places: readonly Place[], pick: Pick): string | undefined {
  const named = places.filter(({ holder, path }) => !Array.isArray(holder) && path.length > 1);
  if (named.length === 0) return undefined;
  const { holder, step, value, path } = pick(named);
  const field = String(step);

  const spelt = pick([
    field.slice(0, -1),
    `${field}s`,
    field.toUpperCase(),
    field.toLowerCase(),
    `${field} `,
    `${field}：`,
    `_${field}`,
  ]);

  if (spelt === field || Array.isArray(holder)) return undefined;
  delete holder[step];
  holder[spelt] = value;
  return `${path.join('.')} spelt ${JSON.stringify(spelt)}`;
}

function exchange(places: readonly Place[], pick: Pick, sort: string): string | undefined {
  const wantsList = sort.startsWith('one');
  const fitting = places.filter(({ value, path }) => Array.isArray(value) === wantsList && path.length > 1);
  if (fitting.length === 0) return undefined;
  const place = pick(fitting);
  const [first] = Array.isArray(place.value) ? (place.value as unknown[]) : [];
  put(place, wantsList ? first : [place.value]);
  return `${place.path.join('.')}: ${sort}`;
}

/** With the same key, and often another value. */
function double(places: readonly Place[], pick: Pick): string | undefined {
  const items = places.filter(({ holder }) => Array.isArray(holder));
  if (items.length === 0) return undefined;
  const { holder, value, path } = pick(items);
  const copy = structuredClone(value);
  if (typeof copy === 'object' && copy !== null && 'value' in copy) copy.value = 'other';
  if (Array.isArray(holder)) holder.push(copy);
  return `${path.join('.')} twice`;
}

function put({ holder, step }: Place, value: unknown): void {
  (holder as Record<string | number, unknown>)[step] = value;
}
