import type { ApiAnswer } from './api-answer.ts';

/** No verdict on a request: not signed in, too many requests, overloaded, nothing behind a gateway, too late. */
const OWN_STATUS = new Set([401, 408, 429, 502, 503, 504]);

/**
 * Sentences of the API server that speak of itself, of what stands behind it, or of what we set up, whatever the manifest
 * says. Each begins where the answer begins and takes no text of the object but its quoted name: an answer may repeat
 * anything that stands in a manifest, and nobody shall be able to write our failures down beforehand.
 */
const OWN_SENTENCES = [
  /^Internal error occurred: failed calling webhook "/,
  /^Internal error occurred: (?:resource quota evaluation timed out|etcdserver: |rpc error: |context (?:canceled|deadline exceeded))/,
  /^(?:rpc error: |context canceled|context deadline exceeded|http: Handler timeout|request timed out)/,
  /^etcdserver: (?!request is too large)/,
  /^users "[^"\\]*" is forbidden: User "[^"\\]*" cannot impersonate /,
  /^\S+ "[^"\\]*" is forbidden: (?:status unknown for quota: |not yet ready to handle request)/,
  /^\S+ "[^"\\]*" is forbidden: unable to create new content in namespace \S+ because it is being terminated$/,
  /^namespaces "[^"\\]*" (?:not found|is forbidden: not yet ready to handle request)$/,
];

/** Of answers with these the sentence does not matter: they are about the object that was sent. */
const VERDICT_STATUS = new Set([400, 405, 409, 413, 415, 422]);

/**
 * Whether the API server's answer to a manifest speaks of us and not of the manifest. Everything else that it answers is
 * the learner's.
 */
export function isOwnFailure({ code = 0, message = '' }: ApiAnswer): boolean {
  if (OWN_STATUS.has(code)) return true;
  return !VERDICT_STATUS.has(code) && OWN_SENTENCES.some((sentence) => sentence.test(message));
}
