import { CST, Lexer } from 'yaml';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';

/** Why a text is not even parsed, and where (offset in characters). */
export interface RefusedYaml {
  reason:
    | 'tag-refused'
    | 'directive-refused'
    | 'anchor-refused'
    | 'too-deep'
    | 'too-many-nodes'
    | 'too-many-documents';
  offset: number;
  /** What stands there, where the message repeats it. */
  params?: Record<string, string>;
}

/** Leading spaces that no sensible manifest reaches; bounds the nesting of block collections. */
const MOST_INDENTATION = 200;

const OPENS = new Set(['flow-map-start', 'flow-seq-start']);
const CLOSES = new Set(['flow-map-end', 'flow-seq-end']);
const BLOCK_INDICATORS = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
const DOCUMENTS = new Set(['doc-start', 'doc-end']);

const NODES = new Set([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'alias',
  'seq-item-ind',
  ...OPENS,
]);

/** What the lexer puts between the tokens; none of it stands in the text. */
const MARKERS = new Set<string>([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
/** Tags that say of a value what it is anyway, or that it is text. */
const PLAIN_TAGS = new Set(['!!str', '!!int', '!!float', '!!bool', '!!null', '!!map', '!!seq']);

/** What kubectl's library allows as a name. */
const REFERENCE = /^[&*][\w-]+$/;
const MOST_SHOWN = 200;

/**
 * Looks at the tokens of a YAML text before it is parsed: the parser recurses, so nesting and size are bounded
 * here, where nothing does. Directives and tags that make something else of a value are refused. Returns undefined when
 * the text may be parsed. The text must hold no control characters: the lexer uses them for itself.
 */
export function guardYaml(text: string): RefusedYaml | undefined {
  let offset = 0;
  let flowDepth = 0;
  let indicatorsOnLine = 0;
  let atLineStart = true;
  let tokens = 0;
  let nodes = 0;
  let documents = 0;
  let scalarFollows = false;

  for (const token of new Lexer().lex(text)) {
    const isContent: boolean = scalarFollows;
    scalarFollows = !isContent && token === CST.SCALAR;
    if (!isContent && MARKERS.has(token)) continue;
    const type = isContent ? 'scalar' : (CST.tokenType(token) ?? 'scalar');
    const at = offset;
    offset += token.length;
    tokens++;
    if (type === 'directive-line') return { reason: 'directive-refused', offset: at };
    if (type === 'tag' && !PLAIN_TAGS.has(token)) return { reason: 'tag-refused', offset: at };
    if ((type === 'anchor' || type === 'alias') && !REFERENCE.test(token))
      return { reason: 'anchor-refused', offset: at, params: { name: token.slice(0, MOST_SHOWN) } };
    if (OPENS.has(type)) flowDepth++;
    if (CLOSES.has(type)) flowDepth--;
    if (BLOCK_INDICATORS.has(type) && flowDepth === 0) indicatorsOnLine++;
    if (NODES.has(type)) nodes++;
    if (DOCUMENTS.has(type)) documents++;
    const indented = atLineStart && type === 'space' && token.length > MOST_INDENTATION;
    if (indented || flowDepth > SUBMISSION_LIMITS.yamlDepth || indicatorsOnLine > SUBMISSION_LIMITS.yamlDepth)
      return { reason: 'too-deep', offset: at };
    if (documents > SUBMISSION_LIMITS.yamlDocuments) return { reason: 'too-many-documents', offset: at };
    if (nodes > SUBMISSION_LIMITS.yamlNodes || tokens > SUBMISSION_LIMITS.yamlTokens)
      return { reason: 'too-many-nodes', offset: at };
    atLineStart = type === 'newline';
    if (atLineStart) indicatorsOnLine = 0;
  }

  return undefined;
}
