/** Whether Kustomize takes the file for a kustomization: one of three names, in any folder. */
export function isKustomizationFile(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}
