import { parseDocuments } from '../../../graders/submission/yaml/parse-documents.ts';
import { readKustomization } from '../../../graders/submission/kustomize/kustomize-fields.ts';

/** Longer texts are no manifests of an exercise; reading them as YAML could take long. */
const LONGEST = 512 * 1024;

/**
 * The values of Secrets that a learner's files spell out: of manifests, and of generators in a kustomization. Undefined
 * when a file that speaks of Secrets cannot be read: then nobody knows what to take out of it.
 *
 * @param files Text by path.
 */
export function secretValues(files: ReadonlyMap<string, string>): string[] | undefined {
  const found: string[] = [];

  for (const [path, text] of files) {
    const isNamed = /secret/i.test(text);
    // In quotes the word may be spelt with escapes.
    if (!isNamed && !text.includes('\\')) continue;
    const documents = text.length > LONGEST ? undefined : readAll(path, text);
    if (documents === undefined && isNamed) return undefined;
    found.push(...(documents ?? []).flatMap((document) => valuesOf(document, files)));
  }

  return found;
}

function readAll(path: string, text: string): unknown[] | undefined {
  let isRefused = false;

  const { documents } = parseDocuments(path, text, (id) => {
    isRefused = true;
    return { message: { id, text: { en: id, ja: id }, params: {} }, evidence: [] };
  });

  return isRefused ? undefined : documents.map(({ value }) => value);
}

function valuesOf(document: unknown, files: ReadonlyMap<string, string>): string[] {
  if (!isRecord(document)) return [];
  const { kind, items } = document;
  const { secretGenerator } = readKustomization(document).value as Record<string, unknown>;
  return [
    ...(kind === 'Secret' ? [...texts(document.data).flatMap(bothForms), ...texts(document.stringData)] : []),
    ...(Array.isArray(items) ? items.flatMap((item) => valuesOf(item, files)) : []),
    ...(Array.isArray(secretGenerator)
      ? secretGenerator.flatMap((generator) => generatedValues(generator, files))
      : []),
  ];
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/ */
function generatedValues(generator: unknown, files: ReadonlyMap<string, string>): string[] {
  if (!isRecord(generator)) return [];

  const named = [...texts(generator.files), ...texts(generator.envs), ...texts([generator.env])]
    .map((name) => name.slice(name.indexOf('=') + 1))
    .flatMap((name) => [...files].filter(([path]) => path === name || path.endsWith(`/${name}`)));

  return [
    ...texts(generator.literals).map(afterEquals),
    ...named.flatMap(([, text]) => [text, ...text.split('\n').map(afterEquals)]),
  ];
}

function afterEquals(pair: string): string {
  return pair.slice(pair.indexOf('=') + 1).trim();
}

function bothForms(encoded: string): string[] {
  return [encoded, Buffer.from(encoded, 'base64').toString('utf8')];
}

function texts(values: unknown): string[] {
  const all: unknown[] = Array.isArray(values) || isRecord(values) ? Object.values(values) : [];
  return all.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
