import type { DrawnWords } from './draw-words.ts';
import type { KubernetesManifest, SubmittedObject } from './submitted-files.ts';

/** Fields that say what an object is or which program it runs, wherever they stand. */
const KEPT = new Set(['apiVersion', 'kind', 'image']);

/** Fields whose keys the learner chooses. `selector` is one where it holds texts, as in a Service. */
const FREE_KEYS = new Set([
  'data',
  'binaryData',
  'stringData',
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'selector',
]);

/** An escape of a shell, a programming language or a URL: its letters are none of the word that follows. */
const ESCAPE = String.raw`\\(?:[abefnrtv]|x[0-9A-Fa-f]{1,2}|[0-7]{1,4})|%[0-9A-Fa-f]{2}`;

/**
 * Puts drawn words in the place of a learner's, everywhere in the objects alike: in values, in keys the learner
 * chooses, and inside base64. A word counts where it stands by itself, as in an answer (see `has-word.ts`); also behind
 * an escape such as `\n`. Positions still lead to what the learner wrote. The objects given stay as they are.
 */
export function replaceWords(objects: readonly SubmittedObject[], words: DrawnWords): SubmittedObject[] {
  const there = replacer(words);
  const back = replacer(new Map(Array.from(words, ([word, drawn]) => [drawn, word])));
  return objects.map((object) => ({
    file: object.file,
    value: replaceIn(object.value, there) as KubernetesManifest,
    positionOf: (path) =>
      object.positionOf(path.map((step) => (typeof step === 'string' ? back(step) : step))),
  }));
}

type Replace = (text: string) => string;

function replacer(words: DrawnWords): Replace {
  const literals = [...words.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));

  const pattern = new RegExp(
    `(?:(?<![A-Za-z0-9_-])|(?<=${ESCAPE}))(?:${literals.join('|')})(?![A-Za-z0-9_-])`,
    'g',
  );

  return (text) => text.replaceAll(pattern, (word) => words.get(word) ?? word);
}

/** Replaces in what an object's fields hold; the fields keep their names. */
function replaceIn(value: unknown, replace: Replace): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replace));
  if (!isFields(value)) return value;
  const isSecret = value['kind'] === 'Secret';
  return mapFields(value, (key, entry) => {
    if (KEPT.has(key)) return [key, entry];
    if (!isFreeMap(key, entry)) return [key, replaceIn(entry, replace)];
    const isEncoded = key === 'binaryData' || (key === 'data' && isSecret);
    return [key, replaceInMap(entry, replace, isEncoded ? insideBase64(replace) : replace)];
  });
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFreeMap(key: string, entry: unknown): entry is Fields {
  if (!FREE_KEYS.has(key) || !isFields(entry)) return false;
  return key !== 'selector' || Object.values(entry).every((value) => typeof value === 'string');
}

function mapFields(fields: Fields, change: (key: string, entry: unknown) => [string, unknown]): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, entry]) => change(key, entry)));
}

function replaceInMap(map: Fields, inKey: Replace, inValue: Replace): Fields {
  return mapFields(map, (key, entry) => [inKey(key), typeof entry === 'string' ? inValue(entry) : entry]);
}

/** Byte by byte, so that what is no text survives; what is no base64 is left for the API server to refuse. */
function insideBase64(replace: Replace): Replace {
  return (encoded) => {
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.toString('base64') !== encoded.replaceAll(/\s/g, '')) return encoded;
    const replaced = Buffer.from(replace(bytes.toString('latin1')), 'latin1');
    return replaced.equals(bytes) ? encoded : replaced.toString('base64');
  };
}
