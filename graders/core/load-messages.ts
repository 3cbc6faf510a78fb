import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import Value from 'typebox/value';
import { MessageCatalogue } from '../contract/message-catalogue.ts';

/**
 * Reads one `messages.yaml`. Throws an Error that names the file and every entry that is not a message in both
 * languages.
 */
export function loadMessages(file: string): MessageCatalogue {
  const catalogue: unknown = parse(readFileSync(file, 'utf8')) ?? {};
  if (Value.Check(MessageCatalogue, catalogue)) return catalogue;

  const problems = Value.Errors(MessageCatalogue, catalogue).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );

  throw new Error(`${file} is no message catalogue: ${problems.join('; ')}`);
}

/**
 * The kit's own messages: `graders/core/messages.yaml` and a `messages.yaml` in each folder beside it. Throws when
 * two files claim one id.
 */
export function loadKitMessages(): MessageCatalogue {
  const kit = new URL('../', import.meta.url);

  const files = readdirSync(kit, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path === 'messages.yaml' || path.endsWith('/messages.yaml'),
  );

  const all: MessageCatalogue = {};

  for (const file of files.sort()) {
    for (const [id, entry] of Object.entries(loadMessages(new URL(file, kit).pathname))) {
      if (Object.hasOwn(all, id))
        throw new Error(`graders/${file}: message "${id}" stands in another file too`);
      all[id] = entry;
    }
  }

  return all;
}
