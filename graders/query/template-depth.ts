const OPENS = new Set(['range', 'if', 'with', 'block', 'define']);

/** How many blocks of a template (Go or JSONPath) stand inside each other at most, whatever else is wrong with it. */
export function templateDepth(template: string): number {
  let depth = 0;
  let deepest = 0;

  for (const [, word = ''] of template.matchAll(/\{[-\s]{0,10}([a-z]+)/g)) {
    if (OPENS.has(word)) depth++;
    if (word === 'end') depth = Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }

  return deepest;
}
