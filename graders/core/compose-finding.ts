import type { Finding, SourcePosition } from '../contract/finding.ts';
import type { MessageCatalogue } from '../contract/message-catalogue.ts';
import type { Message, MessageParams } from '../contract/message.ts';
import { clipText } from '../text/clip-text.ts';
import type { FindingDetails } from './grader-context.ts';
import { placeholdersOf } from '../text/placeholders.ts';

/** Builds one finding; throws an Error that names an unknown message id, a missing or a superfluous parameter. */
export type ComposeFinding = (messageId: string, params?: MessageParams, details?: FindingDetails) => Finding;

/** Takes the message catalogues in the order in which they are asked: the exercise's own, then the kit's. */
export function createFindingComposer(catalogues: readonly MessageCatalogue[]): ComposeFinding {
  return (messageId, params = {}, details = {}) => ({
    message: composeMessage(catalogues, messageId, params),
    ...(details.expected === undefined ? {} : { expected: clipText(details.expected, 1000) }),
    ...(details.found === undefined ? {} : { found: clipText(details.found, 1000) }),
    ...(details.position === undefined ? {} : { position: shownPosition(details.position) }),
    evidence: (details.evidence ?? []).slice(0, 8).map(({ kind, source, text }) => ({
      kind,
      source: clipText(source, 300),
      text: clipText(text, 4000),
    })),
  });
}

function composeMessage(catalogues: readonly MessageCatalogue[], id: string, params: MessageParams): Message {
  const entry = catalogues.find((catalogue) => Object.hasOwn(catalogue, id))?.[id];
  if (entry === undefined) throw new Error(`Message id "${id}" stands in no messages.yaml; add it there`);
  const wanted = placeholdersOf(entry);
  const given = Object.keys(params);
  const missing = [...wanted].filter((name) => !given.includes(name));
  const superfluous = given.filter((name) => !wanted.has(name));
  if (missing.length > 0) throw new Error(`Message "${id}" lacks the parameter ${missing.join(', ')}`);
  if (superfluous.length > 0)
    throw new Error(`Message "${id}" has no place for the parameter ${superfluous.join(', ')}`);

  const bounded = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? clipText(value, 2000) : value,
  ]);

  return { id, ...entry, params: Object.fromEntries(bounded) as MessageParams };
}

function shownPosition({ file, ...place }: SourcePosition): SourcePosition {
  return { file: clipText(file, 1000), ...place };
}
