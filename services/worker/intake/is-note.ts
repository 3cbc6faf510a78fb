const PROSE = /\.(?:md|markdown|rst|adoc)$/i;
const PAPERS = /^(?:readme|licen[cs]e|changelog|notes?|memo)(?:\.txt)?$/i;
/** Hidden, and what a kustomization may make a Secret from. */
const SETTINGS = /^\.env(?:\.|$)/;

/**
 * Whether a file of an exercise folder, by its path inside the folder, is no part of anybody's answer: text for people, or
 * hidden. Whatever else lies there may be one: which files a kustomization uses is known only when it is read.
 */
export function isNote(path: string): boolean {
  const names = path.split('/');
  const name = names.at(-1) ?? '';
  if (names.some((one) => one.startsWith('.') && !SETTINGS.test(one))) return true;
  return PROSE.test(name) || PAPERS.test(name);
}
