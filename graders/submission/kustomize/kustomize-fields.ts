type Path = readonly (string | number)[];

/** What may stand at a place: a mapping with these keys, a list of such, or anything. */
type Shape = 'anything' | readonly [Shape] | { readonly [key: string]: Shape };

const SELECTOR: Shape = {
  group: 'anything',
  version: 'anything',
  kind: 'anything',
  name: 'anything',
  namespace: 'anything',
};

const TARGET: Shape = { ...SELECTOR, labelSelector: 'anything', annotationSelector: 'anything' };

const GENERATOR_OPTIONS: Shape = {
  labels: 'anything',
  annotations: 'anything',
  disableNameSuffixHash: 'anything',
  immutable: 'anything',
};

const CONFIG_MAP: Shape = {
  name: 'anything',
  namespace: 'anything',
  behavior: 'anything',
  files: ['anything'],
  literals: ['anything'],
  envs: ['anything'],
  env: 'anything',
  options: GENERATOR_OPTIONS,
};

const PATCH: Shape = { path: 'anything', patch: 'anything', target: TARGET, options: 'anything' };

const PLACE_OPTIONS: Shape = {
  delimiter: 'anything',
  index: 'anything',
  encoding: 'anything',
  create: 'anything',
};

/**
 * The fields of a kustomization that a submission may use, and theirs:
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
const KUSTOMIZATION: Readonly<Record<string, Shape>> = {
  apiVersion: 'anything',
  kind: 'anything',
  metadata: { name: 'anything', labels: 'anything', annotations: 'anything', namespace: 'anything' },
  namespace: 'anything',
  resources: ['anything'],
  components: ['anything'],
  bases: ['anything'],
  configMapGenerator: [CONFIG_MAP],
  secretGenerator: [{ ...CONFIG_MAP, type: 'anything' }],
  generatorOptions: GENERATOR_OPTIONS,
  namePrefix: 'anything',
  nameSuffix: 'anything',
  labels: [
    {
      pairs: 'anything',
      includeSelectors: 'anything',
      includeTemplates: 'anything',
      fields: [
        { path: 'anything', group: 'anything', version: 'anything', kind: 'anything', create: 'anything' },
      ],
    },
  ],
  commonLabels: 'anything',
  commonAnnotations: 'anything',
  images: [
    {
      name: 'anything',
      newName: 'anything',
      newTag: 'anything',
      tagSuffix: 'anything',
      digest: 'anything',
    },
  ],
  replicas: [{ name: 'anything', count: 'anything' }],
  patches: [PATCH],
  patchesStrategicMerge: ['anything'],
  patchesJson6902: [PATCH],
  replacements: [
    {
      path: 'anything',
      source: { ...SELECTOR, fieldPath: 'anything', options: PLACE_OPTIONS },
      sourceValue: 'anything',
      targets: [{ select: TARGET, reject: [TARGET], fieldPaths: ['anything'], options: PLACE_OPTIONS }],
    },
  ],
};

/** Said to learners; what every kustomization may hold and the namespace are not worth a word. */
export const KUSTOMIZE_FIELDS: readonly string[] = Object.keys(KUSTOMIZATION).filter(
  (field) => !['apiVersion', 'kind', 'metadata', 'namespace'].includes(field),
);

export interface UnknownField {
  /** As it stands in the file. */
  path: Path;
  /** Whether the same field stands there in another spelling. */
  isDouble: boolean;
  /** What could stand there. */
  allowed: readonly string[];
}

export interface ReadKustomization {
  /** With the fields in Kustomize's own spelling, and no others. */
  value: unknown;
  unknown: UnknownField[];
}

/**
 * Reads the keys of a kustomization as Kustomize does, whose JSON decoder takes them in any case: `RESOURCES` is
 * `resources` (https://pkg.go.dev/encoding/json#Unmarshal).
 */
export function readKustomization(value: unknown): ReadKustomization {
  const unknown: UnknownField[] = [];

  const visit = (node: unknown, shape: Shape, path: Path): unknown => {
    if (shape === 'anything' || typeof node !== 'object' || node === null) return node;
    if (isList(shape))
      return Array.isArray(node) ? node.map((item: unknown, i) => visit(item, shape[0], [...path, i])) : node;
    if (Array.isArray(node)) return node;
    const known = new Map(Object.keys(shape).map((key) => [foldKey(key), key]));
    const result: Record<string, unknown> = {};

    for (const [key, inner] of Object.entries(node)) {
      const name = known.get(foldKey(key));
      const place = [...path, key];
      if (name === undefined) unknown.push({ path: place, isDouble: false, allowed: Object.keys(shape) });
      else if (Object.hasOwn(result, name)) unknown.push({ path: place, isDouble: true, allowed: [] });
      else result[name] = visit(inner, shape[name] ?? 'anything', place);
    }

    return result;
  };

  return { value: visit(value, KUSTOMIZATION, []), unknown };
}

/** The path in the file for one in Kustomize's own spelling. */
export function pathInFile(value: unknown, path: Path): Path {
  let node: unknown = value;
  return path.map((step) => {
    const key = typeof step === 'string' ? spelledKey(node, step) : step;

    node =
      typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[key] : undefined;

    return key;
  });
}

function spelledKey(node: unknown, name: string): string {
  if (typeof node !== 'object' || node === null || Object.hasOwn(node, name)) return name;
  return Object.keys(node).find((key) => foldKey(key) === foldKey(name)) ?? name;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

/** Go folds two letters beyond ASCII into ASCII ones: the long s and the Kelvin sign. */
function foldKey(key: string): string {
  return key.slice(0, 100).replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}
