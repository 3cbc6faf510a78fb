import type { MessageCatalogue } from '../contract/message-catalogue.ts';

/** Names of the `{name}` places in a message's text and hint. */
export function placeholdersOf(entry: MessageCatalogue[string]): Set<string> {
  const text = `${entry.text.en}\n${entry.hint?.en ?? ''}`;
  return new Set(Array.from(text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g), (match) => match[1] ?? ''));
}
