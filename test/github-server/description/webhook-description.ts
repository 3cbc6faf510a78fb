import type { Check } from './compile.ts';
import { createCompiler } from './compile.ts';
import { follow } from './json-schema.ts';
import { memoize } from './memoize.ts';
import { readDescription } from './read-description.ts';

export type WebhookDescription = {
  /** For the payload of a key such as `pull-request-synchronize`, or `push` for events without actions. */
  checkPayload(key: string): Check;
};

/** GitHub's description of webhooks, read when the first payload is checked. */
export function openWebhookDescription(): WebhookDescription {
  const read = memoize((_all: 'all') => {
    const document = readDescription('webhooks');
    return { document, compile: createCompiler(document) };
  });

  return {
    checkPayload: memoize((key: string) => {
      const { document, compile } = read('all');
      const schema = follow(document, `#/webhooks/${key}/post/requestBody/content/application~1json/schema`);
      return schema === undefined ? () => [`/ ${key} is not a webhook of GitHub`] : compile(schema);
    }),
  };
}
