import { createRequire } from 'node:module';
import type { Json, JsonObject } from './json-schema.ts';
import { isJsonObject } from './json-schema.ts';

const LOCATIONS = {
  // The package's index would load all ten editions: 6 s and 878 MB instead of 0.3 s.
  rest: '@octokit/openapi/generated/api.github.com.json',
  webhooks: '@octokit/openapi-webhooks/generated/api.github.com.json',
};

/** Reads one of GitHub's own descriptions from the installed package. */
export function readDescription(which: keyof typeof LOCATIONS): JsonObject {
  // Node keeps what it has required, so a second server in the same process starts at once.
  const document = createRequire(import.meta.url)(LOCATIONS[which]) as Json;
  if (!isJsonObject(document)) throw new Error(`${LOCATIONS[which]} is not a description`);
  return document;
}
