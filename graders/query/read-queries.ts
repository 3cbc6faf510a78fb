import Value from 'typebox/value';
import type { ComposeFinding } from '../core/compose-finding.ts';
import type { Finding } from '../contract/finding.ts';
import { Mismatch } from '../core/mismatch.ts';
import { nearestName } from '../submission/nearest-name.ts';
import type { SubmittedDocument } from '../submission/submitted-files.ts';
import { QUERY_RESOURCES, ResourceQuery } from './resource-query.ts';
import { templateDepth } from './template-depth.ts';

/** Blocks inside each other; each multiplies what is printed. */
const DEEPEST_TEMPLATE = 8;

/** A question's query, or why it cannot be asked. */
type QueryReading = { query: ResourceQuery } | { problems: Finding[] };

export interface QuestionsAndQueries {
  readings: Map<string, QueryReading>;
  /** Keys that are no question; they spoil nothing, but may be a question's misspelt name. */
  notes: Finding[];
}

/**
 * Reads a document that maps questions to queries. Every question gets a reading, so that one broken query does not
 * take the others along. Throws a final `Mismatch` when the document is no mapping at all.
 */
export function readQueries(
  document: SubmittedDocument,
  questions: readonly string[],
  compose: ComposeFinding,
): QuestionsAndQueries {
  const { value } = document;
  if (!isMapping(value))
    throw new Mismatch([compose('queries-not-a-mapping', {}, { position: document.positionOf([]) })], {
      final: true,
    });
  const strangers = Object.keys(value).filter((key) => !questions.includes(key));

  const readings = questions.map((question): [string, QueryReading] => {
    if (Object.hasOwn(value, question))
      return [question, readQuery(document, question, value[question], compose)];
    const nearest = nearestName(question, strangers);
    const position = document.positionOf(nearest === undefined ? [] : [nearest]);
    return [question, { problems: [compose('query-missing', { question }, { position })] }];
  });

  const notes = strangers
    .slice(0, 5)
    .map((key) =>
      compose('query-unknown-question', { key: key.slice(0, 100) }, { position: document.positionOf([key]) }),
    );

  return { readings: new Map(readings), notes };
}

function readQuery(
  document: SubmittedDocument,
  question: string,
  value: unknown,
  compose: ComposeFinding,
): QueryReading {
  const trimmed = isMapping(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, trim(entry)]))
    : value;

  const say = (id: string, key: string | undefined, params: Record<string, string | number>): Finding =>
    compose(
      id,
      { question, ...params },
      { position: document.positionOf(key === undefined ? [question] : [question, key]) },
    );

  if (!Value.Check(ResourceQuery, trimmed))
    return { problems: Value.Errors(ResourceQuery, trimmed).flatMap((error) => explain(error, say)) };
  if ((trimmed.jsonpath === undefined) === (trimmed['go-template'] === undefined))
    return { problems: [say('query-one-output', undefined, {})] };
  const output = trimmed.jsonpath === undefined ? 'go-template' : 'jsonpath';
  if (templateDepth(trimmed[output] ?? '') > DEEPEST_TEMPLATE)
    return { problems: [say('query-too-nested', output, { limit: DEEPEST_TEMPLATE })] };
  return { query: trimmed };
}

type SchemaError = ReturnType<typeof Value.Errors>[number];

function explain(
  { keyword, instancePath, params }: SchemaError,
  say: (id: string, key: string | undefined, params: Record<string, string | number>) => Finding,
): Finding[] {
  const key = instancePath === '' ? undefined : instancePath.slice(1);
  const list = (name: string): string[] => (params as Record<string, string[]>)[name] ?? [];

  switch (keyword) {
    case 'additionalProperties':
      return list('additionalProperties').map((unknown) =>
        say('query-unknown-key', unknown, {
          key: unknown.slice(0, 100),
          known: Object.keys(ResourceQuery.properties).join(', '),
        }),
      );
    case 'required':
      return list('requiredProperties').map((missing) => say('query-lacks-key', undefined, { key: missing }));
    case 'enum':
      return [say('query-resource-refused', 'resource', { known: QUERY_RESOURCES.join(', ') })];
    case 'minLength':
    case 'maxLength':
      return [say('query-text-length', key, { key: key ?? '', limit: params.limit })];
    case 'type':
      return key === undefined
        ? [say('query-not-a-mapping', undefined, {})]
        : [say('query-not-text', key, { key })];
    default:
      return [];
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A block scalar ends in a line break that nobody means. */
function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
