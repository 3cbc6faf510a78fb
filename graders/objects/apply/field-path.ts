import { valueAt } from '../../submission/value-at.ts';

type Path = (string | number)[];

/** `name`, `[0]`, `["a.b"]` or `[name="web",protocol="TCP"]`: how the API server writes the steps to a field. */
const STEP = /\.?([A-Za-z0-9_$-]+)|\[(\d+)\]|\["?([^\]"=]+)"?\]|\[((?:[^\]"]|"[^"]*")+)\]/y;

/**
 * Turns the API server's way to name a field into a path of the manifest. List items named by key are looked
 * up in the value; reading stops at the first step that is not understood.
 */
export function fieldPath(field: string, value: unknown): Path {
  const path: Path = [];
  STEP.lastIndex = 0;

  for (let match = STEP.exec(field); match !== null; match = STEP.exec(field)) {
    const [, name, index, quoted, keys] = match;

    const step =
      name ?? quoted ?? (index === undefined ? keyedIndex(valueAt(value, path), keys ?? '') : Number(index));

    if (step === undefined) break;
    path.push(step);
  }

  return path;
}

function keyedIndex(list: unknown, keys: string): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const wanted = Array.from(keys.matchAll(/\b(\w+)=(?:"([^"]*)"|([^,\]]+))/g));
  if (wanted.length === 0) return undefined;

  const index = list.findIndex((item) =>
    wanted.every(([, key = '', text, bare]) => {
      const found = valueAt(item, [key]);
      // The server fills defaults such as `protocol="TCP"` into keys that the manifest leaves out.
      return (
        found === undefined ||
        JSON.stringify(found) === JSON.stringify(text) ||
        JSON.stringify(found) === bare
      );
    }),
  );

  return index === -1 ? undefined : index;
}
