import type { Finding } from '../../contract/finding.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import { podSpecPath } from '../../submission/rules/pod-spec-path.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';
import { secretSearch } from './secret-search.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

type Path = readonly (string | number)[];

interface Text {
  path: Path;
  text: string;
}

/** `kubectl apply` keeps the whole object here; in a Secret it says no more than the Secret itself. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Secret values in what anybody may read of a submission's objects: pod templates, ConfigMaps, labels, annotations and every other
 * field, also in the names of keys. Of a Secret only the metadata counts.
 */
export function leaksInObjects(
  context: Pick<GraderContext, 'finding'>,
  objects: readonly SubmittedObject[],
  secrets: readonly SubmittedSecret[],
): Finding[] {
  const search = secretSearch(secrets);
  return objects.flatMap((object) => {
    const { kind, metadata } = object.value;
    const texts = textsOf(readable(object), []);
    return search(texts.map(({ text }) => text).join('\n')).map((leaked) => {
      const { secret } = leaked;
      const one = secretSearch([leaked]);
      const path = texts.find(({ text }) => one(text).length > 0)?.path ?? [];
      const position = object.positionOf(path);
      return isInTemplate(kind, path)
        ? context.finding('secret-in-pod-spec', { secret, owner: metadata.name }, { position })
        : context.finding('secret-in-object', { secret, object: `${kind} ${metadata.name}` }, { position });
    });
  });
}

function readable({ value }: SubmittedObject): unknown {
  if (value.kind !== 'Secret') return decodedMap(value);
  const { [LAST_APPLIED]: _same, ...annotations } = value.metadata.annotations ?? {};
  return { metadata: { ...value.metadata, annotations } };
}

/** A ConfigMap with its binary data as text. */
function decodedMap(value: SubmittedObject['value']): unknown {
  const { binaryData } = value;
  if (value.kind !== 'ConfigMap' || typeof binaryData !== 'object' || binaryData === null) return value;

  const decoded = Object.entries(binaryData).map(([key, text]) => [
    key,
    [text, Buffer.from(String(text), 'base64').toString('utf8')],
  ]);

  return { ...value, binaryData: Object.fromEntries(decoded) as unknown };
}

/** All texts of a value, the names of keys among them, with the way to each. */
function textsOf(value: unknown, path: Path): Text[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, text: String(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    const here = [...path, step];
    return [...(typeof step === 'string' ? [{ path: here, text: step }] : []), ...textsOf(entry, here)];
  });
}

function isInTemplate(kind: string, path: Path): boolean {
  const template = podSpecPath(kind)?.slice(0, -1) ?? [];
  return podSpecPath(kind) !== undefined && template.every((step, i) => path[i] === step);
}
