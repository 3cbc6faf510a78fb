import type { ExerciseDefinition } from '../../contract/exercise-definition.ts';
import { formOfPath, isBelow, trimFolder } from './form-of-path.ts';
import { isKustomizationFile } from '../kustomize/is-kustomization-file.ts';

type Declared = ExerciseDefinition['submission']['files'];

const YAML = /\.ya?ml$/i;
/** What lies in many folders and is no manifest, whatever its ending. */
const EXTRAS = /^(?:readme.*|license|expected\.yaml)$/i;

export interface AskedFiles {
  /** Whether an exercise asks for what lies at this path. */
  isAsked(path: string): boolean;
  /** Whether it would be a manifest, but no kustomization beside or above it names it. */
  isUnnamed(path: string): boolean;
}

/**
 * What of an exercise folder is part of a submission: a file that the exercise names; every YAML file in a folder that it
 * names, hidden ones aside; where a kustomization is, that and what a kustomization refers to, as `kubectl` would read it.
 */
export function askedFiles(
  declared: Declared,
  { kustomizations, references }: { kustomizations: readonly string[]; references: readonly string[] },
): AskedFiles {
  const named = new Set(references);
  const folders = kustomizations.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  const known = new Set(folders);
  // A folder that is named and holds no kustomization is a mistake, and Kustomize says which.
  const withoutOwn = references.filter((path) => !known.has(path));

  /** Whether the path would count if no kustomization had a say. */
  const isManifestFile = (path: string): boolean =>
    YAML.test(path) && !isHidden(path) && !EXTRAS.test(baseName(path)) && !isKustomizationFile(path);

  const isRuled = (path: string): boolean => folders.some((folder) => isBelow(path, folder));

  function isAsked(path: string): boolean {
    // A declared folder has no entry of this name, unless something else took its place.
    if (declared.some((entry) => entry.path === path || trimFolder(entry.path) === path)) return true;
    const form = formOfPath(declared, path)?.form;
    if (form === undefined) return false;
    if (isKustomizationFile(path)) return form === 'kustomize' || YAML.test(path);
    if (named.has(path) && (form === 'kustomize' || YAML.test(path))) return true;
    if (!isManifestFile(path)) return false;
    return !isRuled(path) || withoutOwn.some((folder) => isBelow(path, folder));
  }

  return {
    isAsked,
    isUnnamed: (path) =>
      !isAsked(path) && formOfPath(declared, path) !== undefined && isManifestFile(path) && isRuled(path),
  };
}

/** Editors, file managers and input methods leave such names behind: `.app.yaml.swp`, `._app.yaml`, `.#app.yaml`. */
function isHidden(path: string): boolean {
  return baseName(path).startsWith('.');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
