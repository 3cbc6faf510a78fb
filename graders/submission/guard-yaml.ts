import { CST, Lexer } from 'yaml';
import { SUBMISSION_LIMITS } from './submission-limits.ts';

/** Why a text is not even parsed, and where (offset in characters). */
export interface RefusedYaml {
  reason: 'alias-refused' | 'tag-refused' | 'directive-refused' | 'too-deep' | 'too-many-nodes';
  offset: number;
}

/** Leading spaces that no sensible manifest reaches; bounds the nesting of block collections. */
const MOST_INDENTATION = 200;

const OPENS = new Set(['flow-map-start', 'flow-seq-start']);
const CLOSES = new Set(['flow-map-end', 'flow-seq-end']);
const BLOCK_INDICATORS = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
const SCALARS = new Set(['scalar', 'single-quoted-scalar', 'double-quoted-scalar']);
/** What the lexer puts between the tokens; none of it stands in the text. */
const MARKERS = new Set<string>([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
const REFUSED: Readonly<Record<string, RefusedYaml['reason']>> = {
  alias: 'alias-refused',
  anchor: 'alias-refused',
  tag: 'tag-refused',
  'directive-line': 'directive-refused',
};

/**
 * Looks at the tokens of a YAML text before it is parsed: the parser recurses, so nesting and size are bounded
 * here, where nothing does. Aliases, anchors, tags and directives are refused. Returns undefined when
 * the text may be parsed. The text must hold no control characters: the lexer uses them for itself.
 */
export function guardYaml(text: string): RefusedYaml | undefined {
  let offset = 0;
  let flowDepth = 0;
  let indicatorsOnLine = 0;
  let atLineStart = true;
  let nodes = 0;
  let scalarFollows = false;
  for (const token of new Lexer().lex(text)) {
    const isContent: boolean = scalarFollows;
    scalarFollows = !isContent && token === CST.SCALAR;
    if (!isContent && MARKERS.has(token)) continue;
    const type = isContent ? 'scalar' : (CST.tokenType(token) ?? 'scalar');
    const at = offset;
    offset += token.length;
    const refused = REFUSED[type];
    if (refused !== undefined) return { reason: refused, offset: at };
    if (OPENS.has(type)) flowDepth++;
    if (CLOSES.has(type)) flowDepth--;
    if (BLOCK_INDICATORS.has(type) && flowDepth === 0) indicatorsOnLine++;
    if (SCALARS.has(type) || OPENS.has(type) || type === 'seq-item-ind') nodes++;
    const indented = atLineStart && type === 'space' && token.length > MOST_INDENTATION;
    if (indented || flowDepth > SUBMISSION_LIMITS.yamlDepth || indicatorsOnLine > SUBMISSION_LIMITS.yamlDepth)
      return { reason: 'too-deep', offset: at };
    if (nodes > SUBMISSION_LIMITS.yamlNodes) return { reason: 'too-many-nodes', offset: at };
    atLineStart = type === 'newline';
    if (atLineStart) indicatorsOnLine = 0;
  }
  return undefined;
}
