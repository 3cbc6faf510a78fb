/** Characters up to which the engine's own search is linear enough: it may compare each of them at each place. */
const SHORT = 32;

/**
 * Whether a part stands in a text. Unlike `includes` it takes time linear in both, whatever they are: for a long part that fails
 * late at every place it goes on with what it knows (Knuth, Morris, Pratt).
 */
export function contains(text: string, part: string): boolean {
  const start = text.indexOf(part.slice(0, SHORT));
  if (start === -1 || part.length <= SHORT) return start !== -1;
  const borders = bordersOf(part);
  let matched = 0;

  for (let at = start; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== part[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === part[matched]) matched += 1;
    if (matched === part.length) return true;
  }

  return false;
}

/** For each beginning of a part the length of its longest end that is a beginning too. */
function bordersOf(part: string): Uint32Array {
  const borders = new Uint32Array(part.length);
  let border = 0;

  for (let at = 1; at < part.length; at += 1) {
    while (border > 0 && part[at] !== part[border]) border = borders[border - 1] ?? 0;
    if (part[at] === part[border]) border += 1;
    borders[at] = border;
  }

  return borders;
}
