/**
 * Whether a text of JSON nests arrays and objects deeper than `most`; one pass, without parsing. Of what is no JSON the
 * answer means nothing.
 */
export function isTooDeep(json: string, most: number): boolean {
  let depth = 0;
  let inString = false;

  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '[' || sign === '{') {
      if (++depth > most) return true;
    } else if (sign === ']' || sign === '}') depth--;
  }

  return false;
}
